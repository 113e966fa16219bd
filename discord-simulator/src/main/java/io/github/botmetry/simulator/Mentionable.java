package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Is a user, a role or a channel: all that an option of a command or a select menu can name. */
public abstract class Mentionable {
    Mentionable() {}

    public abstract long id();

    public abstract String name();

    /** Discord's number of the options that name such a thing. */
    abstract int optionType();

    abstract ObjectNode json();

    /** Adds what an interaction says about it, as the viewer sees it. */
    abstract void addTo(ResolvedData resolved, Mentionable viewer);
}
