package io.github.kaktushose.jdac.dispatching.context;

import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;

/** Stub of JDA-Commands: what docs/frameworks.md needs of it. */
public record InvocationContext<T extends GenericInteractionCreateEvent>(T event) {}
