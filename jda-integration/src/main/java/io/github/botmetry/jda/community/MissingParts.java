package io.github.botmetry.jda.community;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once what cannot be counted, and what to turn on for it. */
final class MissingParts {

    private static final Logger LOG = LoggerFactory.getLogger(CommunityStats.class);

    private final boolean needsTags;
    private final AtomicBoolean intentsSaid = new AtomicBoolean();
    private final AtomicBoolean cachesSaid = new AtomicBoolean();

    MissingParts(CommunityStats settings) {
        needsTags = !settings.closingTags().isEmpty();
    }

    void sayIntents(Set<GatewayIntent> present) {
        if (!intentsSaid.compareAndSet(false, true)) {
            return;
        }
        if (!present.contains(GatewayIntent.GUILD_MEMBERS)) {
            LOG.warn(
                    "Botmetry: community statistics need GatewayIntent.GUILD_MEMBERS, which the bot does not have: joins,"
                            + " leaves and the number of members are left out. Turn on \"Server Members Intent\" on the page"
                            + " \"Bot\" of the Discord Developer Portal, and builder.enableIntents(GatewayIntent.GUILD_MEMBERS)");
        }
        if (!present.contains(GatewayIntent.GUILD_MESSAGES)) {
            LOG.warn("Botmetry: community statistics need GatewayIntent.GUILD_MESSAGES, which the bot does not have:"
                    + " messages are not counted. builder.enableIntents(GatewayIntent.GUILD_MESSAGES)");
        }
    }

    void sayCaches(Set<CacheFlag> present) {
        if (needsTags && !present.contains(CacheFlag.FORUM_TAGS) && cachesSaid.compareAndSet(false, true)) {
            LOG.warn(
                    "Botmetry: closing tags of forums need CacheFlag.FORUM_TAGS, which the bot does not have: posts are not"
                            + " closed by a tag. builder.enableCache(CacheFlag.FORUM_TAGS)");
        }
    }
}
