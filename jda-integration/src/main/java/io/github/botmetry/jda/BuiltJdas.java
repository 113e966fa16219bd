package io.github.botmetry.jda;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import org.jspecify.annotations.Nullable;

/**
 * The JDAs that came out of one builder, and the schedulers that were made for them.
 *
 * <p>A JDA is over with its first status that says so: while it shuts down it says DISCONNECTED for a moment again.
 */
final class BuiltJdas {

    private static final Set<JDA.Status> OVER =
            EnumSet.of(JDA.Status.SHUTTING_DOWN, JDA.Status.SHUTDOWN, JDA.Status.FAILED_TO_LOGIN);

    private final Set<JDA> alive = Collections.newSetFromMap(new WeakHashMap<>());
    private final Set<JDA> over = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<DefaultScheduler> schedulers = new CopyOnWriteArrayList<>();

    /** Whether a JDA that says so is over. */
    static boolean isOver(JDA.@Nullable Status status) {
        return OVER.contains(status);
    }

    /** A JDA of this builder has begun, or gone on. */
    void changed(StatusChangeEvent event) {
        JDA jda = event.getJDA();
        boolean isOver = isOver(event.getNewStatus());
        boolean isNew;
        synchronized (this) {
            if (isOver) {
                over.add(jda);
                alive.remove(jda);
            }
            isNew = !over.contains(jda) && alive.add(jda);
        }
        if (isNew) {
            revive();
        } else if (isOver && event.getNewStatus() != JDA.Status.SHUTTING_DOWN) {
            // An event pool may have told us too late for what JDA itself did to end them.
            schedulers.forEach(DefaultScheduler::shutdown);
        }
    }

    DefaultScheduler scheduler(String name, int threads, boolean daemon) {
        DefaultScheduler scheduler = new DefaultScheduler(name, threads, daemon, this);
        schedulers.add(scheduler);
        return scheduler;
    }

    /** The next JDA comes: it must not find a scheduler that ended with the one before. */
    void revive() {
        schedulers.forEach(DefaultScheduler::revive);
    }

    synchronized boolean isAnyAlive() {
        return !alive.isEmpty();
    }
}
