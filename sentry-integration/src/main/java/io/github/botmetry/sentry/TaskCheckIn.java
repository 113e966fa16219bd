package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.ForwardingObservation;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.sentry.CheckIn;
import io.sentry.CheckInStatus;
import io.sentry.IScopes;
import io.sentry.MonitorConfig;
import io.sentry.protocol.SentryId;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends one run of a task to Sentry's cron monitor.
 *
 * @see <a href="https://docs.sentry.io/platforms/java/crons/">Crons</a>
 */
final class TaskCheckIn extends ForwardingObservation {

    private static final int MAX_SLUG = 50;

    private static final Observation NOTHING = new Observation() {};

    private final IScopes scopes;
    private final String slug;
    private final SentryId id;

    private TaskCheckIn(IScopes scopes, @Nullable Observation inner, CheckIn started) {
        super(inner == null ? NOTHING : inner);
        this.scopes = scopes;
        this.slug = started.getMonitorSlug();
        this.id = scopes.captureCheckIn(started);
    }

    static Observation around(@Nullable Observation inner, BotEvent event, IScopes scopes, MonitorConfig monitor) {
        CheckIn started = new CheckIn(slug(event.name()), CheckInStatus.IN_PROGRESS);
        started.setMonitorConfig(monitor);
        return new TaskCheckIn(scopes, inner, started);
    }

    /** Turns a task's name into the form that Sentry accepts for monitors. */
    static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
        return slug.substring(0, Math.min(slug.length(), MAX_SLUG));
    }

    @Override
    public void finished(Outcome outcome, Duration duration) {
        try {
            CheckIn finished = new CheckIn(id, slug, outcome == Outcome.ERROR ? CheckInStatus.ERROR : CheckInStatus.OK);
            finished.setDuration(duration.toNanos() / 1e9);
            scopes.captureCheckIn(finished);
        } finally {
            super.finished(outcome, duration);
        }
    }
}
