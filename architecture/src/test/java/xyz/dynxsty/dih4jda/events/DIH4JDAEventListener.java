package xyz.dynxsty.dih4jda.events;

/** Stub of DIH4JDA: what docs/frameworks.md needs of it. */
public interface DIH4JDAEventListener {

    default void onCommandException(CommandExceptionEvent event) {}

    default void onInsufficientPermissions(InsufficientPermissionsEvent event) {}

    default void onCommandCooldown(CommandCooldownEvent event) {}
}
