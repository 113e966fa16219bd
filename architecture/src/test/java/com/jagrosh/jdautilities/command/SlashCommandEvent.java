package com.jagrosh.jdautilities.command;

import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;

/** Stub of JDA-Chewtils, which gives its listener an event of its own beside JDA's. */
public class SlashCommandEvent extends SlashCommandInteractionEvent {

    public SlashCommandEvent(SlashCommandInteractionEvent event) {
        super(event.getJDA(), event.getResponseNumber(), event);
    }
}
