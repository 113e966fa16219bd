package io.github.botmetry.jda.gateway;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.stats.Gauge;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Stats;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import net.dv8tion.jda.api.JDA;

/**
 * The gauges of one shard number, read when a sink asks. They are absent while no JDA of that number lives.
 *
 * <p>If several do, since a process runs several bots with one Botmetry: sizes are added, of ping and silence the worst is
 * shown, and the shard is up if all are. Thread-safe.
 */
final class ShardGauges {

    private static final double MILLIS = 1e3;

    private final List<Shard> shards = new CopyOnWriteArrayList<>();

    /** Shards that ended against the bot's will; at most as many as once lived together. */
    private final CopyOnWriteArrayList<Shard> missing = new CopyOnWriteArrayList<>();

    private final List<AutoCloseable> readings = new CopyOnWriteArrayList<>();

    private ShardGauges() {}

    static ShardGauges register(int number, Stats stats) {
        ShardGauges gauges = new ShardGauges();
        String shard = Integer.toString(number);
        gauges.read(stats.gauge(GatewayDefinitions.UP, shard), gauges::up);
        gauges.readWorst(stats, GatewayDefinitions.PING, shard, s -> s.whileConnected(ShardGauges::pingSeconds));
        gauges.readWorst(stats, GatewayDefinitions.SILENCE, shard, s -> s.silenceSeconds(System.nanoTime()));
        gauges.readSum(
                stats.gauge(GatewayDefinitions.GUILDS, shard),
                jda -> jda.getGuildCache().size());
        gauges.readSum(stats.gauge(GatewayDefinitions.UNAVAILABLE_GUILDS, shard), ShardGauges::unavailableGuilds);
        for (EntityCache cache : EntityCache.ALL) {
            gauges.readSum(stats.gauge(GatewayDefinitions.CACHE_SIZE, cache.label(), shard), cache::size);
        }
        return gauges;
    }

    private void readSum(Gauge gauge, ToDoubleFunction<JDA> size) {
        read(gauge, () -> all(shard -> shard.onceLoaded(size), Double::sum));
    }

    private void readWorst(Stats stats, GaugeDefinition definition, String shard, ToDoubleFunction<Shard> value) {
        read(stats.gauge(definition, shard), () -> all(value, Math::max));
    }

    /** Shards over the limit share one gauge, which would show the last of them. */
    private void read(Gauge gauge, DoubleSupplier value) {
        if (!(gauge instanceof Series series && series.isFolded())) {
            readings.add(gauge.read(value));
        }
    }

    /** Of those that have a value; NaN if none has. */
    private double all(ToDoubleFunction<Shard> value, DoubleBinaryOperator merge) {
        double merged = Double.NaN;
        for (Shard shard : shards) {
            double one = value.applyAsDouble(shard);
            if (!Double.isNaN(one)) {
                merged = Double.isNaN(merged) ? one : merge.applyAsDouble(merged, one);
            }
        }
        return merged;
    }

    private static double pingSeconds(JDA jda) {
        long millis = jda.getGatewayPing();
        return millis < 0 ? Double.NaN : millis / MILLIS;
    }

    /** JDA copies what its reading thread changes: a copy in between is worth nothing, and there is a next time. */
    private static double unavailableGuilds(JDA jda) {
        try {
            return jda.getUnavailableGuilds().size();
        } catch (IndexOutOfBoundsException e) {
            return Double.NaN;
        }
    }

    private double up() {
        return expected() == 0 ? Double.NaN : connected() == expected() ? 1 : 0;
    }

    long connected() {
        return shards.stream().filter(Shard::isConnected).count();
    }

    /** How many there should be. */
    long expected() {
        return missing.size() + shards.stream().filter(Shard::isLiving).count();
    }

    List<Shard> shards() {
        return shards;
    }

    /** Adds a shard; it takes the place of a missing one with its number. */
    void add(Shard shard) {
        missing.stream().findFirst().ifPresent(missing::remove);
        shards.removeIf(other -> !other.isLiving());
        shards.add(shard);
    }

    /** @param unwanted whether the bot still counts on it */
    void remove(Shard shard, boolean unwanted) {
        shards.remove(shard);
        if (unwanted) {
            missing.addIfAbsent(shard);
        }
    }

    /**
     * Nothing is observed any more: all of its gauges are absent from now on, at once and not when they are asked next, since
     * the last flush asks no supplier.
     */
    void forget(Guard guard) {
        shards.clear();
        missing.clear();
        readings.forEach(reading -> guard.run(reading::close));
        readings.clear();
    }
}
