package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;

/**
 * Choose which events run in Sentry scopes of their own, so that what the bot tells Sentry in one stays in it.
 *
 * <p>Whatever is chosen, every report made inside an event says its user and command; that needs no scope.
 */
public enum Isolation {
    /** Commands, components, modals and tasks; the many other gateway events cost nothing. */
    COMMANDS,
    /** Every event, also the many that nobody asked for: some 400 bytes each, and kilobytes where Sentry is used in one. */
    ALL,
    /** None: for bots that never call {@code Sentry.setTag}, {@code setUser} or {@code addBreadcrumb} themselves. */
    NONE;

    boolean covers(BotEvent.Kind kind) {
        return this == ALL || (this == COMMANDS && kind != BotEvent.Kind.GATEWAY);
    }
}
