package xyz.dynxsty.dih4jda.events;

import net.dv8tion.jda.api.interactions.commands.CommandInteraction;

/** Stub of DIH4JDA: what docs/frameworks.md needs of it. */
public class CommandCooldownEvent {

    private final CommandInteraction interaction;

    public CommandCooldownEvent(CommandInteraction interaction) {
        this.interaction = interaction;
    }

    public CommandInteraction getInteraction() {
        return interaction;
    }
}
