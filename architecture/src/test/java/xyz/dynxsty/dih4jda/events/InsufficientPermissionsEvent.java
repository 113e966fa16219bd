package xyz.dynxsty.dih4jda.events;

import net.dv8tion.jda.api.interactions.Interaction;

/** Stub of DIH4JDA: what docs/frameworks.md needs of it. */
public class InsufficientPermissionsEvent extends DIH4JDAEvent {

    public InsufficientPermissionsEvent(Interaction interaction) {
        super(interaction);
    }
}
