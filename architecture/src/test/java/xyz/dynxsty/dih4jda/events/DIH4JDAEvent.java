package xyz.dynxsty.dih4jda.events;

import net.dv8tion.jda.api.interactions.Interaction;

/** Stub of DIH4JDA: what docs/frameworks.md needs of it. */
public class DIH4JDAEvent {

    private final Interaction interaction;

    DIH4JDAEvent(Interaction interaction) {
        this.interaction = interaction;
    }

    public Interaction getInteraction() {
        return interaction;
    }
}
