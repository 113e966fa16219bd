package xyz.dynxsty.dih4jda;

import net.dv8tion.jda.api.hooks.ListenerAdapter;

/** Stub of DIH4JDA: the listener that it registers. */
public class InteractionHandler extends ListenerAdapter {}
