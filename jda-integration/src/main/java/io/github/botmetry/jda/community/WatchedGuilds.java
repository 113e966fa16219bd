package io.github.botmetry.jda.community;

import io.github.botmetry.Wiring;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The guilds to count in. Found without a boxed id: most messages that a big bot sees are of other guilds. */
final class WatchedGuilds {

    private final long[] ids;
    private final WatchedGuild[] guilds;

    /** @param aliases by id */
    WatchedGuilds(Map<Long, String> aliases, Wiring wiring) {
        ids = aliases.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        guilds = Arrays.stream(ids)
                .mapToObj(id -> new WatchedGuild(id, aliases.getOrDefault(id, ""), wiring))
                .toArray(WatchedGuild[]::new);
    }

    @Nullable
    WatchedGuild find(long id) {
        int index = Arrays.binarySearch(ids, id);
        return index < 0 ? null : guilds[index];
    }

    void forEach(Consumer<WatchedGuild> action) {
        Arrays.stream(guilds).forEach(action);
    }
}
