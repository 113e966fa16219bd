package io.github.botmetry.jda.community;

import io.github.botmetry.Wiring;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.jspecify.annotations.Nullable;

/**
 * Names the guilds, channels and forums to count in; by default nothing is counted.
 *
 * <pre>{@code
 * CommunityStats community = CommunityStats.builder()
 *         .guild(GUILD_ID)
 *         .forum(FORUM_ID, "help")
 *         .build();
 * JdaIntegration.builder(botmetry).community(community).build().attach(builder);
 * }</pre>
 *
 * <p>Counted are messages of people, joins and leaves, and posts of forums; members, channels and boosts are read from JDA's
 * cache whenever a sink asks. Direct messages and other guilds are left out, and so is what users do who opted out, and
 * guilds that did ({@link io.github.botmetry.Privacy}). Nothing is asked from Discord. All bots and shards of one Botmetry share
 * one of these.
 *
 * <p>Immutable and thread-safe. The builder throws IllegalArgumentException; nothing throws after that.
 */
public final class CommunityStats {

    private final Map<Long, String> guilds;
    private final Map<Long, String> channelNames;
    private final Set<Long> ignoredCategories;
    private final Set<Long> countedAnyway;
    private final Map<Long, String> forums;
    private final Set<Long> closingTags;
    private final boolean everyMessage;

    private CommunityStats(Builder builder) {
        guilds = Map.copyOf(builder.guilds);
        channelNames = Map.copyOf(builder.channelNames);
        ignoredCategories = Set.copyOf(builder.ignoredCategories);
        countedAnyway = Set.copyOf(builder.countedAnyway);
        forums = Map.copyOf(builder.forums);
        closingTags = Set.copyOf(builder.closingTags);
        everyMessage = builder.everyMessage;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The intents without which something of it cannot be counted; they are never turned on by themselves. */
    public Set<GatewayIntent> intents() {
        return EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.GUILD_MEMBERS);
    }

    /**
     * Declares the numbers; called by {@code JdaIntegration}, which hands in the bot's events.
     *
     * @throws IllegalArgumentException if the same Botmetry already counts otherwise
     */
    public CommunityWatch connect(Wiring wiring) {
        return connect(wiring, Clock.systemUTC());
    }

    CommunityWatch connect(Wiring wiring, Clock clock) {
        CommunityWatch watch = wiring.shared(CommunityWatch.class, () -> new CommunityWatch(this, wiring, clock));
        watch.requireSettings(this);
        return watch;
    }

    /** By id, with their aliases; the alias of an only one may be empty. */
    Map<Long, String> guilds() {
        return guilds;
    }

    /** The bot's alias of a channel, or null. */
    @Nullable
    String channelName(long channelId) {
        return channelNames.get(channelId);
    }

    boolean counts(long channelId, long categoryId) {
        return !ignoredCategories.contains(categoryId) || countedAnyway.contains(channelId);
    }

    /** By id, with their aliases. */
    Map<Long, String> forums() {
        return forums;
    }

    Set<Long> closingTags() {
        return closingTags;
    }

    boolean everyMessage() {
        return everyMessage;
    }

    private List<Object> settings() {
        return List.of(guilds, channelNames, ignoredCategories, countedAnyway, forums, closingTags, everyMessage);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommunityStats that && settings().equals(that.settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    /** See {@link CommunityStats}. Ids are those that Discord's developer mode copies. */
    public static final class Builder {

        private static final String NO_ALIAS = "";
        private static final int MAX_GUILDS = 1_000;
        private static final int MAX_FORUMS = 100;

        private final Map<Long, String> guilds = new LinkedHashMap<>();
        private final Map<Long, String> channelNames = new HashMap<>();
        private final Set<Long> ignoredCategories = new HashSet<>();
        private final Set<Long> countedAnyway = new HashSet<>();
        private final Map<Long, String> forums = new LinkedHashMap<>();
        private final Set<Long> closingTags = new HashSet<>();
        private boolean everyMessage;

        private Builder() {}

        /** The only guild to count in. Its numbers carry no name: {@code guild.total_members}, {@code boost.amount}. */
        public Builder guild(long guildId) {
            ConfigRules.requireNew("guildId", guildId, guilds, MAX_GUILDS);
            guilds.put(guildId, NO_ALIAS);
            return this;
        }

        /**
         * A guild to count in, one of at most 1,000. Its numbers carry the alias, as the label {@code guild} and in paths such
         * as {@code pydis.total_members}.
         *
         * @param alias 1 to 50 letters, digits and underscores
         */
        public Builder guild(long guildId, String alias) {
            ConfigRules.requireNew("guildId", guildId, guilds, MAX_GUILDS);
            guilds.put(guildId, ConfigRules.requireAlias(alias, guilds));
            return this;
        }

        /**
         * Counts a channel under this name instead of its own, say one that is renamed often. Channels of one name are
         * counted together.
         *
         * @param name 1 to 100 letters, digits, underscores and dashes
         */
        public Builder channelName(long channelId, String name) {
            ConfigRules.requireNew("channelId", channelId, channelNames, Integer.MAX_VALUE);
            channelNames.put(channelId, ConfigRules.requireChannelName(name));
            return this;
        }

        /** Leaves the messages of a category out, except those in these of its channels. */
        public Builder ignoreCategory(long categoryId, long... exceptChannelIds) {
            ignoredCategories.add(ConfigRules.requireId("categoryId", categoryId));
            for (long channelId : Objects.requireNonNull(exceptChannelIds, "exceptChannelIds")) {
                countedAnyway.add(ConfigRules.requireId("exceptChannelIds", channelId));
            }
            return this;
        }

        /** Counts what bots, webhooks and Discord itself write, too. */
        public Builder everyMessage() {
            everyMessage = true;
            return this;
        }

        /**
         * A forum whose posts are followed, in one of the guilds. Its numbers carry the alias, as in
         * {@code help.total.in_use}. At most 100.
         *
         * @param alias 1 to 50 letters, digits and underscores
         */
        public Builder forum(long forumId, String alias) {
            ConfigRules.requireNew("forumId", forumId, forums, MAX_FORUMS);
            forums.put(forumId, ConfigRules.requireAlias(alias, forums));
            return this;
        }

        /** A tag that closes a post of a forum, say "solved"; needs {@code CacheFlag.FORUM_TAGS}. */
        public Builder closingTag(long tagId) {
            closingTags.add(ConfigRules.requireId("tagId", tagId));
            return this;
        }

        public CommunityStats build() {
            if (guilds.isEmpty()) {
                throw new IllegalArgumentException("guild(id) must be called at least once");
            }
            if (guilds.size() > 1 && guilds.containsValue(NO_ALIAS)) {
                throw new IllegalArgumentException(
                        "guild must have an alias where there are several, was guild(id) beside " + (guilds.size() - 1)
                                + " more");
            }
            return new CommunityStats(this);
        }
    }
}
