package io.github.botmetry.jda.gateway;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import org.jspecify.annotations.Nullable;

/**
 * The JDAs that came out of one builder, and the schedulers that were made for them.
 *
 * <p>How they are is asked: the event that says so may be thrown away with the bot's event pool.
 */
public final class JdasOfBuilder {

    private static final Set<JDA.Status> OVER =
            EnumSet.of(JDA.Status.SHUTTING_DOWN, JDA.Status.SHUTDOWN, JDA.Status.FAILED_TO_LOGIN);

    /** Also before the login, and on the way out: a JDA that ends is DISCONNECTED for a moment. */
    private static final Set<JDA.Status> WITHOUT_SCHEDULERS =
            EnumSet.of(JDA.Status.INITIALIZING, JDA.Status.INITIALIZED, JDA.Status.DISCONNECTED);

    private final Set<JDA> jdas = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<DefaultScheduler> schedulers = new CopyOnWriteArrayList<>();

    /** True if a JDA with this status is over. */
    public static boolean isOver(JDA.@Nullable Status status) {
        return OVER.contains(status);
    }

    /** Notes a JDA that was built, at its first event or request. */
    synchronized void seen(JDA jda) {
        jdas.add(jda);
    }

    public DefaultScheduler scheduler(String name, int threads, boolean daemon) {
        DefaultScheduler scheduler = new DefaultScheduler(name, threads, daemon, this);
        schedulers.add(scheduler);
        return scheduler;
    }

    /** The next JDA comes: it must not find a scheduler that ended with the one before. */
    public void revive() {
        schedulers.forEach(DefaultScheduler::revive);
    }

    /** True if one of them needs the schedulers. */
    synchronized boolean isAnyAlive() {
        return jdas.stream().map(JDA::getStatus).anyMatch(JdasOfBuilder::isAlive);
    }

    private static boolean isAlive(JDA.@Nullable Status status) {
        return status != null && !isOver(status) && !WITHOUT_SCHEDULERS.contains(status);
    }
}
