package xyz.dynxsty.dih4jda.events;

/** Stub of DIH4JDA: all of its hooks. */
public interface DIH4JDAEventListener {

    default void onCommandException(CommandExceptionEvent event) {}

    default void onComponentException(ComponentExceptionEvent event) {}

    default void onAutoCompleteException(AutoCompleteExceptionEvent event) {}

    default void onModalException(ModalExceptionEvent event) {}

    default void onInsufficientPermissions(InsufficientPermissionsEvent event) {}

    default void onInvalidUser(InvalidUserEvent event) {}

    default void onInvalidRole(InvalidRoleEvent event) {}

    default void onInvalidGuild(InvalidGuildEvent event) {}

    default void onCommandCooldown(CommandCooldownEvent event) {}
}
