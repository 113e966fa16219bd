package io.github.botmetry.jda;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;

/** The JDAs that came out of one builder, and the schedulers that were made for them. */
final class BuiltJdas {

    private static final Set<JDA.Status> OVER =
            Set.of(JDA.Status.SHUTTING_DOWN, JDA.Status.SHUTDOWN, JDA.Status.FAILED_TO_LOGIN);

    private final Set<JDA> jdas = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final List<DefaultScheduler> schedulers = new CopyOnWriteArrayList<>();

    /** A JDA of this builder has begun. */
    void add(JDA jda) {
        if (jdas.add(jda)) {
            revive();
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

    boolean isAnyAlive() {
        synchronized (jdas) {
            return jdas.stream().anyMatch(jda -> !OVER.contains(jda.getStatus()));
        }
    }
}
