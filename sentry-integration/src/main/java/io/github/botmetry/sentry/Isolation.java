package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;

/**
 * Choose which events get Sentry scopes of their own, so that tags and breadcrumbs set in one stay in it.
 *
 * <p>Every report made inside an event names its user and command with each of these; that needs no scope.
 */
public enum Isolation {
    /** Isolates commands, components, modals and tasks; the many other gateway events cost nothing. */
    COMMANDS,
    /** Isolates every gateway event: some 400 bytes each, and kilobytes for an event in which Sentry is used. */
    ALL,
    /** Isolates none: for bots that never call {@code Sentry.setTag}, {@code setUser} or {@code addBreadcrumb} themselves. */
    NONE;

    boolean covers(BotEvent.Kind kind) {
        return this == ALL || (this == COMMANDS && kind != BotEvent.Kind.GATEWAY);
    }
}
