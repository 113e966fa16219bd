package io.github.botmetry.jda.gateway;

import java.util.List;
import java.util.function.ToLongFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.jspecify.annotations.Nullable;

/**
 * Something that JDA holds in memory. Reading a size costs at most a step for each guild, however many entities there are.
 *
 * @param flag without which JDA keeps none of it; null if it always does
 */
record EntityCache(String label, @Nullable CacheFlag flag, ToLongFunction<JDA> entities) {

    static final List<EntityCache> ALL = List.of(
            new EntityCache("users", null, jda -> jda.getUserCache().size()),
            new EntityCache("members", null, sum(guild -> guild.getMemberCache().size())),
            new EntityCache("roles", null, jda -> jda.getRoleCache().size()),
            new EntityCache("channels", null, EntityCache::channels),
            new EntityCache("threads", null, jda -> jda.getThreadChannelCache().size()),
            new EntityCache(
                    "emojis", CacheFlag.EMOJI, jda -> jda.getEmojiCache().size()),
            new EntityCache(
                    "stickers",
                    CacheFlag.STICKER,
                    sum(guild -> guild.getStickerCache().size())),
            new EntityCache(
                    "scheduled_events",
                    CacheFlag.SCHEDULED_EVENTS,
                    jda -> jda.getScheduledEventCache().size()));

    /** NaN if the bot has turned this cache off: it is empty then, whatever there is at Discord. */
    double size(JDA jda) {
        return flag == null || jda.getCacheFlags().contains(flag) ? entities.applyAsLong(jda) : Double.NaN;
    }

    private static long channels(JDA jda) {
        return Math.max(
                0, jda.getChannelCache().size() - jda.getThreadChannelCache().size());
    }

    private static ToLongFunction<JDA> sum(ToLongFunction<Guild> ofGuild) {
        return jda -> jda.getGuildCache().stream().mapToLong(ofGuild).sum();
    }
}
