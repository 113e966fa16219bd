package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.SessionChange;
import io.sentry.Breadcrumb;
import io.sentry.Hint;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions.BeforeBreadcrumbCallback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the breadcrumbs of one event off the reports of others.
 *
 * <p>Most events have no scopes of their own and share the breadcrumbs of their thread. So each breadcrumb is marked with
 * the event in which it was left; a report takes those of its event, and those left outside all events.
 */
final class Breadcrumbs {

    /** The key of the mark in a breadcrumb's data, until it is on a report. */
    static final String MARK = "botmetry.event";

    /** The category of breadcrumbs that belong to all events, also if they were left in one. */
    private static final String GATEWAY = "discord.gateway";

    private Breadcrumbs() {}

    /** Marks the breadcrumbs that the bot's own callback lets through, until it is switched off. */
    static final class Marking implements BeforeBreadcrumbCallback {

        private final @Nullable BeforeBreadcrumbCallback callback;
        private final Predicate<EventFrame> owns;
        private volatile boolean off;

        Marking(@Nullable BeforeBreadcrumbCallback callback, Predicate<EventFrame> owns) {
            this.callback = bare(callback);
            this.owns = owns;
        }

        /** Unwraps the callbacks of closed Botmetrys, which each new one would call otherwise. */
        static @Nullable BeforeBreadcrumbCallback bare(@Nullable BeforeBreadcrumbCallback callback) {
            BeforeBreadcrumbCallback next = callback;
            while (next instanceof Marking marking && marking.off) {
                next = marking.callback;
            }
            return next;
        }

        void switchOff() {
            off = true;
        }

        @Override
        public @Nullable Breadcrumb execute(Breadcrumb breadcrumb, Hint hint) {
            Breadcrumb kept = callback == null ? breadcrumb : callback.execute(breadcrumb, hint);
            EventFrame frame = off || kept == null ? null : CurrentEvent.frame();
            if (kept != null && frame != null && owns.test(frame)) {
                mark(kept, frame.event());
            }
            return kept;
        }
    }

    private static void mark(Breadcrumb breadcrumb, BotEvent event) {
        if (breadcrumb.getData(MARK) == null && !GATEWAY.equals(breadcrumb.getCategory())) {
            breadcrumb.setData(MARK, EventMark.of(event));
        }
    }

    /** Removes the marks that a closed Botmetry left on scopes, and drops no breadcrumb. */
    static void unmark(SentryBaseEvent report) {
        List<Breadcrumb> all = report.getBreadcrumbs();
        if (all != null && all.stream().anyMatch(breadcrumb -> breadcrumb.getData(MARK) != null)) {
            report.setBreadcrumbs(all.stream().map(Breadcrumbs::withoutMark).toList());
        }
    }

    /** Drops the breadcrumbs of other events, and removes the marks. */
    static void select(SentryBaseEvent report, @Nullable BotEvent event) {
        List<Breadcrumb> all = report.getBreadcrumbs();
        if (all == null) {
            return;
        }
        List<Breadcrumb> selected = new ArrayList<>(all.size() + 1);
        for (Breadcrumb breadcrumb : all) {
            Object mark = breadcrumb.getData(MARK);
            if (mark == null) {
                selected.add(breadcrumb);
            } else if (EventMark.isOf(mark, event)) {
                selected.add(withoutMark(breadcrumb));
            }
        }
        report.setBreadcrumbs(selected);
    }

    /** Copies a breadcrumb, since the original stays on its scope for later reports. */
    private static Breadcrumb withoutMark(Breadcrumb marked) {
        Breadcrumb copy = new Breadcrumb(marked.getTimestamp());
        copy.setMessage(marked.getMessage());
        copy.setType(marked.getType());
        copy.setCategory(marked.getCategory());
        copy.setOrigin(marked.getOrigin());
        copy.setLevel(marked.getLevel());
        for (Map.Entry<String, Object> entry : marked.getData().entrySet()) {
            if (!entry.getKey().equals(MARK)) {
                copy.setData(entry.getKey(), entry.getValue());
            }
        }
        return copy;
    }

    /** Adds the event itself as a breadcrumb, before those of the event and after those from before it. */
    static void addFirst(SentryBaseEvent report, BotEvent event) {
        long agoMillis = (System.nanoTime() - event.receivedNanos()) / 1_000_000 + 1;
        Instant received = Instant.ofEpochMilli(System.currentTimeMillis() - agoMillis);
        Breadcrumb first = new Breadcrumb(received.toEpochMilli());
        first.setType("user");
        first.setCategory("discord.event");
        first.setMessage(Names.sentence(event));
        List<Breadcrumb> all = report.getBreadcrumbs() == null ? List.of() : report.getBreadcrumbs();
        int before = 0;
        while (before < all.size() && all.get(before).getTimestamp().toInstant().isBefore(received)) {
            before++;
        }
        List<Breadcrumb> trail = new ArrayList<>(all);
        trail.add(before, first);
        report.setBreadcrumbs(trail);
    }

    /** Makes the breadcrumb of a change of the gateway's session. */
    static Breadcrumb of(SessionChange change) {
        String what = change.kind().label();
        Breadcrumb breadcrumb = new Breadcrumb();
        breadcrumb.setCategory(GATEWAY);
        breadcrumb.setLevel(SentryLevel.WARNING);
        breadcrumb.setMessage("Session " + what);
        breadcrumb.setData("shard", change.shard());
        if (change.code() != 0) {
            breadcrumb.setData("code", change.code());
        }
        return breadcrumb;
    }

    /** Makes the breadcrumb of a call to Discord, with its route as a template, so without id and token. */
    static Breadcrumb of(RestCall call, long atMillis) {
        Breadcrumb breadcrumb = new Breadcrumb(atMillis);
        breadcrumb.setType("http");
        breadcrumb.setCategory("discord.rest");
        breadcrumb.setData("method", call.method());
        breadcrumb.setData("url", call.route());
        breadcrumb.setData("status_code", call.status());
        if (call.discordCode() != 0) {
            breadcrumb.setData("discord.error_code", call.discordCode());
        }
        if (call.status() == 0 || call.status() >= 400) {
            breadcrumb.setLevel(SentryLevel.WARNING);
        }
        return breadcrumb;
    }
}
