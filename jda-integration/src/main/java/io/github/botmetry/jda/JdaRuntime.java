package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Worker;
import io.github.botmetry.jda.event.QuotedWords;
import io.github.botmetry.jda.gateway.DiscordHealth;
import io.github.botmetry.jda.gateway.EventPools;
import io.github.botmetry.jda.gateway.Shards;
import io.github.botmetry.jda.rest.DefaultFailures;
import io.github.botmetry.jda.rest.RestActivity;
import io.github.botmetry.jda.rest.ServerClock;
import io.github.botmetry.jda.series.AcknowledgementSeries;
import io.github.botmetry.jda.series.CommandObserver;
import io.github.botmetry.jda.series.InteractionDefinitions;
import io.github.botmetry.stats.Counter;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import org.jspecify.annotations.Nullable;

/** The parts that all bots of one Botmetry share: observers, the table of interactions, JVM-wide hooks. */
final class JdaRuntime implements ObservedRequests.Owner {

    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** A younger reply may have got its content, had the bot gone on. */
    private static final Duration LONG_OPEN = Duration.ofMinutes(1);

    private final Wiring wiring;
    private final Interactions interactions;
    private final FoundCommands foundCommands = new FoundCommands();
    private final AttachedPools pools = new AttachedPools();
    private final HandlingContext context;
    private final AttachCheck check;
    private final ObservedRequests restWatch;
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
        Counter forgotten = wiring.stats().counter(InteractionDefinitions.FORGOTTEN);
        this.interactions = new Interactions(handling -> forgotten.incr());
        this.observers = new Worker("observers of unanswered commands", wiring.warnings(), wiring.maintenance());
        this.context = new HandlingContext(interactions, new RestActivity(), new ServerClock(), this::notifyElsewhere);
        this.restWatch =
                new ObservedRequests(wiring, context, new UnwrappedPools(wiring.warnings(), foundCommands), this);
        this.check = new AttachCheck(wiring, pools, foundCommands, restWatch::isIntercepted);
        this.shards = new Shards(wiring, restWatch.meter()::sessionStarted);
        this.eventPools = new EventPools(wiring.stats(), this::isClosed);
        this.ends = wiring.guard("end of interactions and hooks");
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
        wiring.events().explainWith(DiscordErrors::explain);
        wiring.events().quotes().add(QuotedWords::withoutQuotes);
        AcknowledgementSeries.prepare(wiring.stats());
        CommandObserver.prepare(wiring.stats());
        for (Failure.Source source : Failure.Source.values()) {
            wiring.stats().counter(EventDispatcher.FAILURES, source.label());
        }
        wiring.events().observeFirst(new CommandObserver(wiring.stats()));
        every(EXPIRE_EVERY, () -> expire(System.nanoTime()));
        shards.begin(wiring.maintenance());
        wiring.readiness("discord", new DiscordHealth(shards, eventPools)::check);
        DefaultFailures requests = DefaultFailures.install(wiring.events(), context.restActivity());
        defaultFailures = requests;
        every(lookEvery, () -> requests.look(wiring.warnings()));
        every(lookEvery, check::lookAtManagers);
        wiring.onClose(limit -> {
            closed = true;
            ends.run(() -> settle(System.nanoTime()));
            ends.run(() -> observers.close(limit));
            ends.run(requests::uninstall);
            shards.forget(wiring.guard("end of the gauges of shards"));
        });
    }

    /** A task of its own each: one that throws ends no other. */
    private void every(Duration delay, Runnable look) {
        wiring.maintenance().scheduleWithFixedDelay(look, delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reports interactions that waited for content for too long, then lets go of older ones. */
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

    /** Reports the failure of a request without a failure callback, where the bot has hidden the hook that sees it. */
    @Override
    public void requestFailed(Throwable error) {
        DefaultFailures requests = defaultFailures;
        if (requests != null) {
            requests.failed(error);
        }
    }

    /** True if its Botmetry is closed: its parts may be taken off a builder then. */
    @Override
    public boolean isClosed() {
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

    /** Notifies observers of a command that nobody answered, on a thread that nobody waits for: they may hang. */
    private void notifyElsewhere(Runnable notification) {
        observers.run(notification::run);
    }

    HandlingContext context() {
        return context;
    }

    AttachedPools pools() {
        return pools;
    }

    @Override
    public boolean isOurs(ExecutorService pool) {
        return pools.contains(pool);
    }

    @Override
    public void seenRest(JDA jda) {
        check.seenRest(jda);
    }

    /** @param community receives every event; null if nothing is counted in any guild */
    EventReception.Notices notices(@Nullable Consumer<GenericEvent> community) {
        return new EventReception.Notices(
                community == null ? event -> {} : community, restWatch::completed, check::ready);
    }

    FoundCommands foundCommands() {
        return foundCommands;
    }

    AttachCheck check() {
        return check;
    }

    ObservedRequests restWatch() {
        return restWatch;
    }

    Shards shards() {
        return shards;
    }

    EventPools eventPools() {
        return eventPools;
    }
}
