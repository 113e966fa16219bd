package io.github.kaktushose.jdac;

import io.github.kaktushose.jdac.introspection.Introspection;

/** Stub of JDA-Commands: what docs/frameworks.md needs of it. */
public record JDACommands(Introspection introspection) {}
