package io.github.botmetry.jda.community;

import io.github.botmetry.stats.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.entities.channel.attribute.ICategorizableChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.jspecify.annotations.Nullable;

/**
 * The counter of each channel, found by its id.
 *
 * <p>Nobody has to tell of renames and moves: what is kept is of use only as long as name and category are the same. At most
 * {@value #CHANNELS} channels are kept; beyond that all are looked up anew.
 */
final class ChannelCounters {

    static final int CHANNELS = 5_000;

    private final CommunityStats settings;
    private final Map<Long, Place> places = new ConcurrentHashMap<>();

    /** Where a channel was when its counter was looked up; no counter if it is ignored there. */
    private record Place(
            String name, long categoryId, @Nullable Counter counter) {}

    ChannelCounters(CommunityStats settings) {
        this.settings = settings;
    }

    void count(GuildChannel channel, WatchedGuild guild) {
        long categoryId =
                channel instanceof ICategorizableChannel categorized ? categorized.getParentCategoryIdLong() : 0;
        Place place = places.get(channel.getIdLong());
        if (place == null || place.categoryId != categoryId || !place.name.equals(channel.getName())) {
            place = look(channel, categoryId, guild);
        }
        if (place.counter != null) {
            place.counter.incr();
        }
    }

    private Place look(GuildChannel channel, long categoryId, WatchedGuild guild) {
        long id = channel.getIdLong();
        String name = channel.getName();
        String chosen = settings.channelName(id);
        Counter counter = settings.counts(id, categoryId) ? guild.messages(chosen == null ? name : chosen) : null;
        Place place = new Place(name, categoryId, counter);
        if (places.size() >= CHANNELS) {
            places.clear();
        }
        places.put(id, place);
        return place;
    }
}
