package io.github.botmetry.jda.gateway;

import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Stats;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import org.jspecify.annotations.Nullable;

/** All JDAs of one Botmetry, by the number of their shard. Thread-safe; nothing of it throws. */
public final class Shards {

    private static final String STUCK = "stuck-reading-thread";
    private static final int LOOK_SECONDS = 5;

    private final Stats stats;
    private final Warnings warnings;
    private final SessionCounts sessions;
    private final Runnable sessionStarted;
    private final Map<JDA, Shard> byJda = new WeakHashMap<>();
    private final Map<Integer, ShardGauges> gauges = new ConcurrentHashMap<>();
    private final Shard nobodys;
    private final Function<JDA, Shard> known;
    private final Function<Noticed, Shard> notice;

    private record Noticed(Shard shard, GenericEvent event) {}

    /** @param sessionStarted called whenever a shard has identified itself */
    public Shards(Wiring wiring, Runnable sessionStarted) {
        this.sessionStarted = sessionStarted;
        this.stats = wiring.stats();
        this.warnings = wiring.warnings();
        this.sessions = new SessionCounts(stats, wiring.events());
        this.nobodys = new Shard(null, stats);
        this.known = wiring.guard("observation of shards").function(this::known, nobodys);
        this.notice = wiring.guard("observation of sessions").function(this::notice, nobodys);
    }

    /** With the first bot. */
    public void begin(ScheduledExecutorService maintenance) {
        sessions.begin();
        maintenance.scheduleWithFixedDelay(() -> look(System.nanoTime()), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** The shard of a JDA, which is watched from now on. */
    public Shard of(@Nullable JDA jda) {
        return jda == null ? nobodys : known.apply(jda);
    }

    private Shard known(JDA jda) {
        synchronized (byJda) {
            Shard known = byJda.get(jda);
            if (known == null && !isNumbered(jda)) {
                return nobodys;
            }
            if (known == null) {
                known = new Shard(jda, stats);
                byJda.put(jda, known);
                if (!JdasOfBuilder.isOver(jda.getStatus())) {
                    gauges(known).add(known);
                }
            }
            return known;
        }
    }

    /** With its very first event a JDA does not know its number yet. */
    private static boolean isNumbered(JDA jda) {
        JDA.Status status = jda.getStatus();
        return (status != JDA.Status.INITIALIZING && status != JDA.Status.INITIALIZED)
                || jda.getShardInfo() != JDA.ShardInfo.SINGLE;
    }

    private ShardGauges gauges(Shard shard) {
        return gauges.computeIfAbsent(shard.number(), number -> ShardGauges.register(number, stats));
    }

    /** An event comes to the bot. */
    public Shard received(Shard shard, GenericEvent event, long nowNanos) {
        return shard.received(event, nowNanos) ? notice.apply(new Noticed(shard, event)) : shard;
    }

    private Shard notice(Noticed noticed) {
        Shard shard = noticed.shard();
        GenericEvent event = noticed.event();
        if (event instanceof StatusChangeEvent change) {
            changed(shard, change.getNewStatus());
        } else if (event instanceof ShutdownEvent shutdown) {
            ended(shard, sessions.ended(shard.number(), shutdown.getCode()));
        } else if (event instanceof SessionDisconnectEvent disconnect) {
            sessions.disconnected(shard.number(), disconnect);
        } else if (event instanceof SessionInvalidateEvent) {
            if (shard.sessionIsLost()) {
                sessions.invalidated(shard.number());
            }
        } else {
            begun(shard, event);
        }
        return shard;
    }

    private void begun(Shard shard, GenericEvent event) {
        if (event instanceof SessionResumeEvent) {
            sessions.resumed(shard.number());
        } else if (event instanceof SessionRecreateEvent) {
            sessions.recreated(shard.number());
        }
        if (event instanceof ReadyEvent || event instanceof SessionRecreateEvent) {
            sessionStarted.run();
        }
        shard.sessionIsValid();
    }

    private void changed(Shard shard, JDA.Status status) {
        if (status == JDA.Status.CONNECTED) {
            shard.connected();
        } else if (JdasOfBuilder.isOver(status)) {
            ended(shard, status == JDA.Status.FAILED_TO_LOGIN);
        }
    }

    private void ended(Shard shard, boolean unwanted) {
        gauges(shard).remove(shard, unwanted);
    }

    /** Shows none from now on, so that sinks send the gauges' last values. */
    public void forget(Guard guard) {
        gauges.values().forEach(ofNumber -> ofNumber.forget(guard));
    }

    /** How many shards there should be. */
    long expected() {
        return gauges.values().stream().mapToLong(ShardGauges::expected).sum();
    }

    long connected() {
        return gauges.values().stream().mapToLong(ShardGauges::connected).sum();
    }

    /** Names a listener that has held a reading thread for long and may never let go, and says if it has let go. */
    public void look(long nowNanos) {
        gauges.values().forEach(ofNumber -> ofNumber.shards().forEach(shard -> look(shard, nowNanos)));
    }

    private void look(Shard shard, long nowNanos) {
        String subject = "reading thread of shard " + shard.number();
        if (shard.reading().isBack()) {
            warnings.resolved(STUCK, subject);
        }
        ReadingThread.Stuck stuck = shard.reading().newlyStuck(nowNanos);
        if (stuck != null) {
            warnings.warn(
                    STUCK,
                    subject,
                    "has been at one event for " + TimeUnit.NANOSECONDS.toSeconds(stuck.forNanos())
                            + " s, so that the shard hears nothing: at " + stuck.place(),
                    "let a thread of the bot do what takes long, or set an event pool",
                    stuck.trace());
        }
    }
}
