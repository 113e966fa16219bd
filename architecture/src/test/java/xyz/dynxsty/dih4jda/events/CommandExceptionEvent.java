package xyz.dynxsty.dih4jda.events;

import net.dv8tion.jda.api.interactions.commands.CommandInteraction;

/** Stub of DIH4JDA: what docs/frameworks.md needs of it. */
public class CommandExceptionEvent {

    private final CommandInteraction interaction;
    private final Throwable throwable;

    public CommandExceptionEvent(CommandInteraction interaction, Throwable throwable) {
        this.interaction = interaction;
        this.throwable = throwable;
    }

    public CommandInteraction getInteraction() {
        return interaction;
    }

    public Throwable getThrowable() {
        return throwable;
    }
}
