package io.github.botmetry.jda;

import io.github.botmetry.Privacy;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.guard.Worker;
import io.github.botmetry.jda.event.QuotedWords;
import io.github.botmetry.jda.gateway.DiscordHealth;
import io.github.botmetry.jda.gateway.EventPools;
import io.github.botmetry.jda.gateway.Shards;
import io.github.botmetry.jda.rest.DefaultFailures;
import io.github.botmetry.jda.rest.RestThreads;
import io.github.botmetry.jda.rest.ServerClock;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.Stats;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all bots of one Botmetry share: observers, the table of interactions, and what is JVM-wide. */
final class JdaRuntime {

    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** A younger reply may have got its content, had the bot gone on. */
    private static final Duration LONG_OPEN = Duration.ofMinutes(1);

    private final Wiring wiring;
    private final RestThreads restThreads = new RestThreads();
    private final Interactions interactions;
    private final ServerClock clock = new ServerClock();
    private final FoundCommands foundCommands = new FoundCommands();
    private final AttachCheck check;
    private final RestWatch restWatch;
    private final Shards shards;
    private final EventPools eventPools;
    private final EventManagers eventManagers = new EventManagers();
    private final Worker observers;
    private final Guard ends;
    private final Duration lookEvery;
    private boolean connected;
    private volatile boolean closed;
    private volatile @Nullable DefaultFailures defaultFailures;

    private JdaRuntime(Wiring wiring, Duration lookEvery) {
        this.wiring = wiring;
        this.lookEvery = lookEvery;
        Counter forgotten = wiring.stats().counter(JdaMetrics.FORGOTTEN);
        this.interactions = new Interactions(handling -> forgotten.incr());
        this.check = new AttachCheck(wiring, foundCommands, jda -> restWatch().isIntercepted(jda));
        this.restWatch = new RestWatch(this);
        this.shards = new Shards(wiring, restWatch.meter()::sessionStarted);
        this.eventPools = new EventPools(wiring.stats(), this::isClosed);
        this.ends = wiring.guard("end of interactions and hooks");
        this.observers = new Worker("observers of unanswered commands", wiring.warnings(), wiring.maintenance());
    }

    static JdaRuntime of(Wiring wiring) {
        return of(wiring, LOOK_EVERY);
    }

    /** @param lookEvery the time between two looks at the hooks that a bot may have set; of the first that asks */
    static JdaRuntime of(Wiring wiring, Duration lookEvery) {
        return wiring.shared(JdaRuntime.class, () -> new JdaRuntime(wiring, lookEvery));
    }

    /** Begins to observe, with the first bot. */
    synchronized void connect() {
        if (connected) {
            return;
        }
        connected = true;
        events().explainWith(DiscordErrors::explain);
        events().quotes().add(QuotedWords::withoutQuotes);
        AcknowledgementMetrics.prepare(wiring.stats());
        CommandMetrics.prepare(wiring.stats());
        for (Failure.Source source : Failure.Source.values()) {
            wiring.stats().counter(EventDispatcher.FAILURES, source.label());
        }
        events().observeFirst(new CommandMetrics(wiring.stats()));
        every(EXPIRE_EVERY, () -> expire(System.nanoTime()));
        shards.begin(wiring.maintenance());
        wiring.readiness("discord", new DiscordHealth(shards, eventPools)::check);
        DefaultFailures requests = DefaultFailures.install(events(), restThreads);
        defaultFailures = requests;
        every(lookEvery, () -> requests.look(warnings()));
        every(lookEvery, check::lookAtManagers);
        wiring.onClose(limit -> {
            closed = true;
            ends.run(() -> settle(System.nanoTime()));
            ends.run(() -> observers.close(limit));
            ends.run(requests::uninstall);
            shards.forget(guard("end of the gauges of shards"));
        });
    }

    /** A task of its own each: one that throws ends no other. */
    private void every(Duration delay, Runnable look) {
        wiring.maintenance().scheduleWithFixedDelay(look, delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Those whose wait for content is over are unanswered; then what is kept of older ones is let go of. */
    private void expire(long nowNanos) {
        for (Handling handling : interactions.all()) {
            if (handling.isUnanswered(nowNanos)) {
                ends.run(() -> handling.unanswered(true, this::notifyElsewhere));
            }
        }
        interactions.expire(nowNanos);
    }

    /** Botmetry is closed: whatever is open counts as what it is by now. */
    private void settle(long nowNanos) {
        for (Handling handling : interactions.all()) {
            ends.run(() -> {
                if (handling.waitsSince(LONG_OPEN, nowNanos)) {
                    handling.unanswered(false, Runnable::run);
                }
                handling.closed();
            });
        }
    }

    /** A request without a failure callback failed, and the bot has hidden what sees that otherwise. */
    void requestFailed(Throwable error) {
        DefaultFailures requests = defaultFailures;
        if (requests != null) {
            requests.failed(error);
        }
    }

    /** Whether its Botmetry is closed: what it left on a builder may be taken off then. */
    boolean isClosed() {
        return closed || wiring.maintenance().isShutdown();
    }

    EventManagers eventManagers() {
        return eventManagers;
    }

    /** The bot's token is a secret from now on, in whatever leaves. A JDA that hides it says so only to those who read more. */
    void learnToken(Object builder, Class<?> declaring) {
        try {
            String token = BuilderFields.read(builder, declaring, "token", String.class);
            if (token != null) {
                wiring.scrubber().learn(token);
            }
        } catch (IllegalStateException hidden) {
            return; // tokens are found by their form too
        }
    }

    Wiring wiring() {
        return wiring;
    }

    Guard guard(String what) {
        return wiring.guard(what);
    }

    Warnings warnings() {
        return wiring.warnings();
    }

    EventDispatcher events() {
        return wiring.events();
    }

    Stats stats() {
        return wiring.stats();
    }

    Privacy privacy() {
        return wiring.privacy();
    }

    ScheduledExecutorService maintenance() {
        return wiring.maintenance();
    }

    /** Notifies observers of a command that nobody answered, on a thread that nobody waits for: they may hang. */
    void notifyElsewhere(Runnable notification) {
        observers.run(notification::run);
    }

    RestThreads restThreads() {
        return restThreads;
    }

    Interactions interactions() {
        return interactions;
    }

    FoundCommands foundCommands() {
        return foundCommands;
    }

    ServerClock clock() {
        return clock;
    }

    AttachCheck check() {
        return check;
    }

    RestWatch restWatch() {
        return restWatch;
    }

    Shards shards() {
        return shards;
    }

    EventPools eventPools() {
        return eventPools;
    }
}
