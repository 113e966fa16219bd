package com.jagrosh.jdautilities.command;

import net.dv8tion.jda.api.events.message.MessageReceivedEvent;

/** Stub of JDA-Chewtils: what docs/frameworks.md needs of it. */
public class CommandEvent {

    private final MessageReceivedEvent event;

    public CommandEvent(MessageReceivedEvent event) {
        this.event = event;
    }

    public MessageReceivedEvent getEvent() {
        return event;
    }
}
