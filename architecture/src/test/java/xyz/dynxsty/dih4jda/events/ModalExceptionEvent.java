package xyz.dynxsty.dih4jda.events;

import net.dv8tion.jda.api.interactions.Interaction;

/** Stub of DIH4JDA: what docs/frameworks.md needs of it. */
public class ModalExceptionEvent extends DIH4JDAEvent {

    private final Throwable throwable;

    public ModalExceptionEvent(Interaction interaction, Throwable throwable) {
        super(interaction);
        this.throwable = throwable;
    }

    public Throwable getThrowable() {
        return throwable;
    }
}
