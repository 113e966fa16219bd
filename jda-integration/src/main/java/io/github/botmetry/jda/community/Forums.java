package io.github.botmetry.jda.community;

import io.github.botmetry.Privacy;
import io.github.botmetry.stats.Stats;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.jspecify.annotations.Nullable;

/** Tells the forums what happens to their posts: a post is open unless it is archived, locked or tagged as closed. */
final class Forums {

    private final Map<Long, Forum> forums = new HashMap<>();
    private final Map<Long, WatchedGuild> homes = new ConcurrentHashMap<>();
    private final Set<Long> closingTags;
    private final Privacy privacy;
    private final Clock clock;

    Forums(CommunityStats settings, Stats stats, Privacy privacy, Clock clock) {
        this.closingTags = settings.closingTags();
        this.privacy = privacy;
        this.clock = clock;
        settings.forums().forEach((id, alias) -> {
            forums.put(id, new Forum(alias, stats, clock));
            stats.gauge(ForumDefinitions.THREADS, alias).read(() -> openPosts(id));
        });
    }

    private double openPosts(long id) {
        Forum forum = forums.get(id);
        WatchedGuild home = homes.get(id);
        return forum == null || home == null
                ? Double.NaN
                : home.valueOrAbsent(guild -> channel(guild, id) == null ? Double.NaN : forum.openPosts());
    }

    private static @Nullable IThreadContainer channel(Guild guild, long id) {
        return guild.getChannelById(IThreadContainer.class, id);
    }

    boolean isEmpty() {
        return forums.isEmpty();
    }

    /** The guild has been loaded. It is the only time that its threads are gone through. */
    void found(Guild guild, WatchedGuild home) {
        forums.forEach((id, forum) -> {
            IThreadContainer channel = channel(guild, id);
            if (channel != null) {
                homes.put(id, home);
                forum.sync(openThreads(channel, forum.openIds()));
            }
        });
    }

    /** Older JDAs lose a guild's threads in an outage, but still know each by its id. */
    private List<ThreadChannel> openThreads(IThreadContainer channel, Collection<Long> known) {
        Map<Long, ThreadChannel> threads = new HashMap<>();
        for (Long id : known) {
            ThreadChannel thread = channel.getJDA().getThreadChannelById(id);
            if (thread != null) {
                threads.put(id, thread);
            }
        }
        channel.getThreadChannels().forEach(thread -> threads.put(thread.getIdLong(), thread));
        return threads.values().stream()
                .filter(thread -> isOpen(thread, tags(thread)))
                .toList();
    }

    /** The guild has opted out. */
    void forget(WatchedGuild guild) {
        homes.forEach((id, home) -> {
            Forum forum = forums.get(id);
            if (home == guild && forum != null) {
                forum.forget();
            }
        });
    }

    void created(ThreadChannel thread) {
        Forum forum = of(thread);
        if (forum != null) {
            forum.created(thread, isCounted(thread));
        }
    }

    void revealed(ThreadChannel thread) {
        Forum forum = of(thread);
        if (forum != null && isOpen(thread, tags(thread))) {
            forum.revealed(thread);
        }
    }

    void hidden(ThreadChannel thread) {
        Forum forum = of(thread);
        if (forum != null) {
            forum.hidden(thread.getIdLong());
        }
    }

    void answered(ThreadChannel thread, long authorId) {
        Forum forum = of(thread);
        if (forum != null && thread.getOwnerIdLong() != authorId) {
            forum.answered(thread.getIdLong());
        }
    }

    void archivedOrNot(ThreadChannel thread) {
        changed(thread, tags(thread), isLeftAlone(thread) ? CloseReason.INACTIVE : CloseReason.ARCHIVED);
    }

    void lockedOrNot(ThreadChannel thread) {
        changed(thread, tags(thread), CloseReason.LOCKED);
    }

    void tagged(ThreadChannel thread, Collection<Long> tags) {
        changed(thread, tags, CloseReason.TAG);
    }

    void deleted(ThreadChannel thread) {
        Forum forum = of(thread);
        if (forum != null) {
            forum.closed(thread.getIdLong(), CloseReason.DELETED, isCounted(thread));
        }
    }

    private void changed(ThreadChannel thread, Collection<Long> tags, CloseReason reason) {
        Forum forum = of(thread);
        if (forum == null) {
            return;
        }
        if (isOpen(thread, tags)) {
            forum.reopened(thread, isCounted(thread));
        } else {
            forum.closed(thread.getIdLong(), reason, isCounted(thread));
        }
    }

    private @Nullable Forum of(ThreadChannel thread) {
        return forums.get(thread.getParentChannel().getIdLong());
    }

    private boolean isCounted(ThreadChannel thread) {
        return privacy.allowsUser(thread.getOwnerIdLong());
    }

    private boolean isOpen(ThreadChannel thread, Collection<Long> tags) {
        return !thread.isArchived() && !thread.isLocked() && tags.stream().noneMatch(closingTags::contains);
    }

    private Collection<Long> tags(ThreadChannel thread) {
        return closingTags.isEmpty()
                ? List.of()
                : thread.getAppliedTags().stream().map(ISnowflake::getIdLong).toList();
    }

    /** Discord archives posts that nobody wrote in for so long; JDA does not name who archived one. */
    private boolean isLeftAlone(ThreadChannel thread) {
        long last = Math.max(thread.getIdLong(), thread.getLatestMessageIdLong());
        long quietMillis =
                clock.millis() - TimeUtil.getTimeCreated(last).toInstant().toEpochMilli();
        return quietMillis
                >= Duration.ofMinutes(thread.getAutoArchiveDuration().getMinutes())
                        .toMillis();
    }
}
