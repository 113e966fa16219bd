package io.github.botmetry.jda.community;

import io.github.botmetry.Privacy;
import io.github.botmetry.Wiring;
import io.github.botmetry.stats.Counter;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Stats;
import java.lang.ref.WeakReference;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;

/** One guild's numbers. Gauges are read from the cache of the JDA that serves the guild now, each in constant time. */
final class WatchedGuild {

    private static final Set<JDA.Status> OVER =
            EnumSet.of(JDA.Status.SHUTTING_DOWN, JDA.Status.SHUTDOWN, JDA.Status.FAILED_TO_LOGIN);

    private final long id;
    private final String[] labels;
    private final GuildDefinitions metrics;
    private final Stats stats;
    private final Privacy privacy;
    private volatile WeakReference<@Nullable JDA> jda = new WeakReference<>(null);
    private volatile @Nullable Counter joins;
    private volatile @Nullable Counter leaves;

    /** @param alias empty where there is only one guild */
    WatchedGuild(long id, String alias, Wiring wiring) {
        this.id = id;
        labels = alias.isEmpty() ? new String[0] : new String[] {alias};
        metrics = alias.isEmpty() ? GuildDefinitions.OF_THE_ONLY_ONE : GuildDefinitions.BY_ALIAS;
        stats = wiring.stats();
        privacy = wiring.privacy();
        read(metrics.members(), WatchedGuild::members);
        read(
                metrics.channels(),
                guild -> guild.getChannelCache().size()
                        - guild.getThreadChannelCache().size());
        read(metrics.boosts(), Guild::getBoostCount);
        read(metrics.boostTier(), WatchedGuild::boostTier);
    }

    private void read(GaugeDefinition definition, ToDoubleFunction<Guild> value) {
        stats.gauge(definition, labels).read(() -> valueOrAbsent(value));
    }

    /** NaN, which makes a gauge absent, while there is nothing to read from. */
    double valueOrAbsent(ToDoubleFunction<Guild> value) {
        Guild guild = guild();
        return guild == null ? Double.NaN : value.applyAsDouble(guild);
    }

    /** Without the intent JDA keeps the number with which the guild was loaded. */
    private static double members(Guild guild) {
        return guild.getJDA().getGatewayIntents().contains(GatewayIntent.GUILD_MEMBERS)
                ? guild.getMemberCount()
                : Double.NaN;
    }

    private static double boostTier(Guild guild) {
        Guild.BoostTier tier = guild.getBoostTier();
        return tier == Guild.BoostTier.UNKNOWN ? Double.NaN : tier.getKey();
    }

    /** Null while it is not loaded, unavailable or left, after the bot's end, and if it opted out. */
    @Nullable
    Guild guild() {
        JDA current = jda.get();
        return current == null || OVER.contains(current.getStatus()) || !mayBeCounted()
                ? null
                : current.getGuildById(id);
    }

    long id() {
        return id;
    }

    boolean mayBeCounted() {
        return privacy.allowsGuild(id);
    }

    boolean isServedBy(JDA other) {
        return jda.get() == other;
    }

    void servedBy(JDA other) {
        if (!isServedBy(other)) {
            jda = new WeakReference<>(other);
        }
    }

    /** It has opted out, and is found anew should it opt in again. */
    void forget() {
        jda = new WeakReference<>(null);
    }

    /** Discord will send joins and leaves: their series exist from now on, with 0. */
    void seesMembers() {
        joins = stats.counter(metrics.joins(), labels);
        leaves = stats.counter(metrics.leaves(), labels);
    }

    void joined() {
        incr(joins);
    }

    void left() {
        incr(leaves);
    }

    private static void incr(@Nullable Counter counter) {
        if (counter != null) {
            counter.incr();
        }
    }

    Counter messages(String channel) {
        return labels.length == 0
                ? stats.counter(metrics.messages(), channel)
                : stats.counter(metrics.messages(), labels[0], channel);
    }
}
