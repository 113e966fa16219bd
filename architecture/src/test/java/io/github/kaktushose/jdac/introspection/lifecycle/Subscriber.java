package io.github.kaktushose.jdac.introspection.lifecycle;

import io.github.kaktushose.jdac.introspection.Introspection;
import java.util.function.BiConsumer;

/** Stub of JDA-Commands: what docs/frameworks.md needs of it. */
public interface Subscriber<T> extends BiConsumer<T, Introspection> {}
