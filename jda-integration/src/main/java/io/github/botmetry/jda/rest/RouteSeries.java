package io.github.botmetry.jda.rest;

import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import java.util.Arrays;

/** The numbers of one route, looked up once. Thread-safe. */
final class RouteSeries {

    /** More kinds of answers than a route has; of what is over, the handle is looked up each time. */
    private static final int MAX_KEPT = 50;

    private final RouteTemplate template;
    private final Stats stats;
    private final Timer duration;
    private final Timer queued;
    private volatile Answers[] answers = new Answers[0];

    private record Answers(int status, int discordCode, Counter counter) {}

    RouteSeries(RouteTemplate template, Stats stats) {
        this.template = template;
        this.stats = stats;
        duration = stats.timer(RestDefinitions.DURATION, template.method(), template.path());
        queued = stats.timer(RestDefinitions.QUEUE_DURATION, template.method(), template.path());
    }

    RouteTemplate template() {
        return template;
    }

    void waited(long nanos) {
        queued.recordNanos(nanos);
    }

    void answered(int status, int discordCode, long nanos) {
        duration.recordNanos(nanos);
        counter(status, discordCode).incr();
    }

    /** Looked up each time: it is rare, and four series of 0 for each route would be most of a young bot's page. */
    void limited(RateLimitScope scope) {
        stats.counter(RestDefinitions.RATE_LIMITS, scope.label(), template.path())
                .incr();
    }

    private Counter counter(int status, int discordCode) {
        for (Answers known : answers) {
            if (known.status == status && known.discordCode == discordCode) {
                return known.counter;
            }
        }
        return look(status, discordCode);
    }

    private synchronized Counter look(int status, int discordCode) {
        Counter counter = stats.counter(
                RestDefinitions.REQUESTS,
                template.method(),
                template.path(),
                Integer.toString(status),
                Integer.toString(discordCode));
        if (answers.length < MAX_KEPT) {
            Answers[] more = Arrays.copyOf(answers, answers.length + 1);
            more[answers.length] = new Answers(status, discordCode, counter);
            answers = more;
        }
        return counter;
    }
}
