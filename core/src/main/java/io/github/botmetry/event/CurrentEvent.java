package io.github.botmetry.event;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this thread is handling right now.
 *
 * <pre>{@code
 * CurrentEvent.tag("playlist", playlist.kind());
 * if (!member.isOwner()) {
 *     CurrentEvent.reject("not the owner");
 * }
 * pool.execute(CurrentEvent.wrap(() -> answer(event)));
 * }</pre>
 *
 * <p>The one deliberate static of Botmetry: it is the thread's, and each frame knows its Botmetry. Nothing of it throws,
 * and outside an event it does nothing.
 */
public final class CurrentEvent {

    private CurrentEvent() {}

    /** The frame of the event, for adapters; null outside one. */
    public static @Nullable EventFrame frame() {
        return ThreadState.current().frame;
    }

    /** The event that this thread is handling, null if none. */
    public static @Nullable BotEvent get() {
        EventFrame frame = frame();
        return frame == null ? null : frame.event();
    }

    /**
     * Begins an event inside the current one, such as a text command inside its message event; it is over when the scope is
     * closed on the same thread, at the latest when the outer event's scope is. Does nothing outside an event.
     */
    public static Scope enter(BotEvent child) {
        EventFrame outer = frame();
        if (outer == null || !StackRoom.isThere()) {
            return Scope.NOOP;
        }
        return outer.dispatcher().beginInside(outer, child).enterAndFinish();
    }

    /** Makes the outcome of the current event {@link Outcome#REJECTED}, unless it has failed. */
    public static void reject(String reason) {
        EventFrame frame = frame();
        if (frame != null) {
            frame.reject(Objects.requireNonNullElse(reason, ""));
        }
    }

    /** Adds to what reports of the current command, component, modal or task say; nothing is kept for other events. */
    public static void tag(String key, String value) {
        EventFrame frame = frame();
        if (frame != null && key != null && value != null) {
            frame.tag(key, value);
        }
    }

    /** What {@link #tag} said of the current event. */
    public static Map<String, String> tags() {
        EventFrame frame = frame();
        return frame == null ? Map.of() : frame.tags();
    }

    /** The task, to be run elsewhere as a part of the current event. What it throws is reported, and thrown on. */
    public static Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        EventFrame frame = frame();
        if (frame == null) {
            return task;
        }
        EventFrame captured = frame.frozen();
        Supplier<Scope> entering = frame.capture();
        return () -> {
            try (Scope scope = entering.get()) {
                run(task, captured);
            }
        };
    }

    /** The task, to be called elsewhere as a part of the current event. What it throws is reported, and thrown on. */
    public static <V extends @Nullable Object> Callable<V> wrap(Callable<V> task) {
        Objects.requireNonNull(task, "task");
        EventFrame frame = frame();
        if (frame == null) {
            return task;
        }
        EventFrame captured = frame.frozen();
        Supplier<Scope> entering = frame.capture();
        return () -> {
            try (Scope scope = entering.get()) {
                return call(task, captured);
            }
        };
    }

    /** An executor whose tasks are a part of the event that handed them in. */
    public static Executor wrap(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(wrap(task));
    }

    /**
     * An executor whose tasks are a part of the event that handed them in; it is shut down with the one it wraps. One that is
     * wrapped already is given back.
     *
     * <p>What a task throws is reported, also where nobody reads its future. Tasks from outside an event go on as they are; what
     * a {@code CompletableFuture} or a future of the caller's own catches is seen by nobody else.
     */
    public static ExecutorService wrap(ExecutorService executor) {
        return executor instanceof EventExecutor wrapped
                ? wrapped
                : new EventExecutor(Objects.requireNonNull(executor, "executor"));
    }

    /**
     * An executor whose tasks are a part of the event that handed them in, also when they run later; it is shut down with
     * the one it wraps. One that is wrapped already is given back.
     *
     * <p>Periodic tasks run outside of it, since they outlive every event. As in every scheduler, one that throws does not run
     * again: that is reported and logged for those that an event scheduled. {@code Botmetry.wrapRepeatedTask} goes on.
     */
    public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return executor instanceof EventScheduler wrapped
                ? wrapped
                : new EventScheduler(Objects.requireNonNull(executor, "executor"));
    }

    /** Nobody may be looking at what leaves a task: a pool prints it at best, a future keeps it. */
    static void run(Runnable task, EventFrame frame) {
        try {
            task.run();
        } catch (Throwable error) {
            frame.failed(taskFailure(error));
            throw error;
        }
    }

    private static <V extends @Nullable Object> V call(Callable<V> task, EventFrame frame) throws Exception {
        try {
            return task.call();
        } catch (Throwable error) {
            frame.failed(taskFailure(error));
            throw error;
        }
    }

    /** What it throws ends its schedule, and a future that nobody reads would be the only one to know. */
    static Runnable periodic(Runnable task) {
        EventFrame frame = frame();
        if (frame == null || task instanceof Task) {
            return task;
        }
        EventDispatcher dispatcher = frame.dispatcher();
        return () -> {
            try {
                task.run();
            } catch (Throwable error) {
                dispatcher.failed(null, taskFailure(error));
                dispatcher.tasks().scheduleEnded(error);
                throw error;
            }
        };
    }

    private static Failure taskFailure(Throwable error) {
        return new Failure(error, Failure.Source.TASK, false, null);
    }
}
