package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Pass a user, a role or a channel as the value of a command's option. */
public abstract class Mentionable {
    Mentionable() {}

    public abstract long id();

    public abstract String name();

    /** Discord's type number of options with such a value. */
    abstract int optionType();

    abstract ObjectNode json();

    /** Adds the object to an interaction's data, as the viewer sees it. */
    abstract void addTo(ResolvedData resolved, Mentionable viewer);
}
