package io.github.kaktushose.jdac.introspection;

import io.github.kaktushose.jdac.introspection.lifecycle.Subscriber;

/** Stub of JDA-Commands: what docs/frameworks.md needs of it. */
public interface Introspection {

    <T> Object subscribe(Class<T> event, Subscriber<T> subscriber);
}
