package io.github.botmetry.jda.gateway;

import io.github.botmetry.stats.Stats;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/** The pools that bots handle their events on, each decorated once. Holds them weakly; thread-safe. */
public final class EventPools {

    private final Stats stats;
    private final BooleanSupplier closed;
    private final Map<ExecutorService, WeakReference<EventPool>> pools = new WeakHashMap<>();

    public EventPools(Stats stats, BooleanSupplier closed) {
        this.stats = stats;
        this.closed = closed;
    }

    /** Several shards may share a pool: it has one queue. */
    public synchronized EventPool decorated(ExecutorService given) {
        ExecutorService original = DecoratedPool.bare(given);
        return original instanceof EventPool already ? already : known(original);
    }

    @SuppressWarnings("MustBeClosedChecker")
    private EventPool known(ExecutorService original) {
        if (pools.isEmpty()) {
            stats.gauge(GatewayDefinitions.QUEUE_SIZE).read(this::size);
        }
        WeakReference<EventPool> known = pools.get(original);
        EventPool pool = known == null ? null : known.get();
        if (pool == null) {
            pool = new EventPool(original, stats.timer(GatewayDefinitions.QUEUE_DURATION), closed);
            pools.put(original, new WeakReference<>(pool));
        }
        return pool;
    }

    private synchronized List<EventPool> living() {
        List<EventPool> living = new ArrayList<>();
        for (WeakReference<EventPool> reference : pools.values()) {
            EventPool pool = reference.get();
            if (pool != null && !pool.isShutdown()) {
                living.add(pool);
            }
        }
        return living;
    }

    /** How many events wait in all of them. */
    long waiting() {
        return living().stream().mapToLong(EventPool::waiting).sum();
    }

    boolean isAnyFull() {
        return living().stream().anyMatch(EventPool::isFull);
    }

    private double size() {
        return living().isEmpty() ? Double.NaN : waiting();
    }
}
