package io.github.botmetry.jda.community;

import io.github.botmetry.guard.Warnings;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.cache.CacheFlag;

/** Says once what cannot be counted, and what to turn on for it. */
final class MissingParts {

    private static final String INTENT = "missing-intent";

    private final Warnings warnings;
    private final boolean needsTags;
    private final AtomicBoolean intentsSaid = new AtomicBoolean();
    private final AtomicBoolean cachesSaid = new AtomicBoolean();

    MissingParts(CommunityStats settings, Warnings warnings) {
        this.warnings = warnings;
        needsTags = !settings.closingTags().isEmpty();
    }

    void sayIntents(Set<GatewayIntent> present) {
        if (!intentsSaid.compareAndSet(false, true)) {
            return;
        }
        if (!present.contains(GatewayIntent.GUILD_MEMBERS)) {
            warnings.warn(
                    INTENT,
                    "GUILD_MEMBERS",
                    "community statistics need it, and the bot does not have it: joins, leaves and the number of members"
                            + " are left out",
                    "turn on \"Server Members Intent\" on the page \"Bot\" of the Discord Developer Portal, and"
                            + " builder.enableIntents(GatewayIntent.GUILD_MEMBERS)");
        }
        if (!present.contains(GatewayIntent.GUILD_MESSAGES)) {
            warnings.warn(
                    INTENT,
                    "GUILD_MESSAGES",
                    "community statistics need it, and the bot does not have it: messages are not counted",
                    "builder.enableIntents(GatewayIntent.GUILD_MESSAGES)");
        }
    }

    void sayCaches(Set<CacheFlag> present) {
        if (needsTags && !present.contains(CacheFlag.FORUM_TAGS) && cachesSaid.compareAndSet(false, true)) {
            warnings.warn(
                    "missing-cache",
                    "FORUM_TAGS",
                    "closing tags of forums need it, and the bot does not keep it: posts are not closed by a tag",
                    "builder.enableCache(CacheFlag.FORUM_TAGS)");
        }
    }
}
