package io.github.botmetry.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The latest 5000 messages of a channel, and the number of those that the bot wrote there. */
final class ChannelMessages {
    private static final int LIMIT = 5000;

    private final ConcurrentSkipListMap<Long, SimulatedMessage> byId = new ConcurrentSkipListMap<>();
    private final Signal arrivals = new Signal();
    private int byBot;

    void keep(SimulatedMessage message, boolean isByBot) {
        arrivals.change(() -> {
            byId.put(message.id(), message);
            byBot += isByBot ? 1 : 0;
            if (byId.size() > LIMIT) {
                byId.pollFirstEntry();
            }
        });
    }

    /** Waits until the bot has written that many; else fails with a message about those that it wrote. */
    void awaitByBot(int count, Duration limit, IntFunction<String> message) {
        arrivals.await(limit, () -> byBot >= count, () -> message.apply(byBot));
    }

    /** Oldest first. */
    List<SimulatedMessage> all() {
        return List.copyOf(byId.values());
    }

    @Nullable
    SimulatedMessage find(long id) {
        return byId.get(id);
    }

    boolean forget(long id) {
        return byId.remove(id) != null;
    }

    /** 0 if there is none. */
    long lastId() {
        Map.Entry<Long, SimulatedMessage> last = byId.lastEntry();
        return last == null ? 0 : last.getKey();
    }

    int countWithout(long id) {
        return byId.size() - (byId.containsKey(id) ? 1 : 0);
    }
}
