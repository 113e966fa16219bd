package com.jagrosh.jdautilities.command;

/** Stub of JDA-Chewtils: what docs/frameworks.md needs of it. */
public abstract class SlashCommand extends Command {}
