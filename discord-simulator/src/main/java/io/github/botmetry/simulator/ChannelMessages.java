package io.github.botmetry.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the latest 5000 messages of a channel, and counts all messages that the bot wrote there. */
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

    /** Waits until the bot has written this many messages; fails with a message made from the actual number. */
    void awaitByBot(int count, Duration limit, IntFunction<String> message) {
        arrivals.await(limit, () -> byBot >= count, () -> message.apply(byBot));
    }

    /** All messages kept, oldest first. */
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

    /** The id of the latest message, 0 if there is none. */
    long lastId() {
        Map.Entry<Long, SimulatedMessage> last = byId.lastEntry();
        return last == null ? 0 : last.getKey();
    }

    int countWithout(long id) {
        return byId.size() - (byId.containsKey(id) ? 1 : 0);
    }
}
