package com.jagrosh.jdautilities.command;

/** Stub of JDA-Chewtils: what docs/frameworks.md needs of it. */
public interface CommandListener {

    default void onCommand(CommandEvent event, Command command) {}

    default void onTerminatedCommand(CommandEvent event, Command command) {}

    default void onCommandException(CommandEvent event, Command command, Throwable throwable) {
        throw throwable instanceof RuntimeException unchecked ? unchecked : new RuntimeException(throwable);
    }

    default void onSlashCommand(SlashCommandEvent event, SlashCommand command) {}

    default void onTerminatedSlashCommand(SlashCommandEvent event, SlashCommand command) {}

    default void onSlashCommandException(SlashCommandEvent event, SlashCommand command, Throwable throwable) {
        throw throwable instanceof RuntimeException unchecked ? unchecked : new RuntimeException(throwable);
    }
}
