package io.github.botmetry.simulator;

import org.jspecify.annotations.Nullable;

/** User, act and place of an interaction; for a component or its modal, also the message. */
record InteractionOrigin(
        int type,
        String label,
        Actor user,
        Place channel,
        @Nullable SimulatedMessage message) {
    static final int COMMAND = 2;
    static final int COMPONENT = 3;
    static final int AUTOCOMPLETE = 4;
    static final int MODAL = 5;

    @Override
    public String toString() {
        return label + " by " + user + " in " + channel;
    }
}
