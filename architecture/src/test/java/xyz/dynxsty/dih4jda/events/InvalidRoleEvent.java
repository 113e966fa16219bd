package xyz.dynxsty.dih4jda.events;

import net.dv8tion.jda.api.interactions.Interaction;

/** Stub of DIH4JDA: what docs/frameworks.md needs of it. */
public class InvalidRoleEvent extends DIH4JDAEvent {

    public InvalidRoleEvent(Interaction interaction) {
        super(interaction);
    }
}
