package io.github.kaktushose.jdac.introspection.lifecycle.events;

import io.github.kaktushose.jdac.dispatching.context.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Stub of JDA-Commands: what docs/frameworks.md needs of it. */
public record InteractionFinishedEvent(
        InvocationContext<?> invocationContext, @Nullable Exception exception) {}
