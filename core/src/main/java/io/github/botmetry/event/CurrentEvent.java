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
 * Mark, tag and pass on the event that this thread is handling.
 *
 * <pre>{@code
 * CurrentEvent.tag("playlist", playlist.kind());
 * if (!member.isOwner()) {
 *     CurrentEvent.reject("not the owner");
 * }
 * pool.execute(CurrentEvent.wrap(() -> answer(event)));
 * }</pre>
 *
 * <p>Its state belongs to the calling thread, and each event knows its Botmetry: so this is the only static entry of Botmetry.
 * No method throws; outside an event they do nothing.
 */
public final class CurrentEvent {

    private CurrentEvent() {}

    /** The frame of the current event, for adapters; null outside an event. */
    public static @Nullable EventFrame frame() {
        return ThreadState.current().frame;
    }

    /** The event that this thread is handling; null if there is none. */
    public static @Nullable BotEvent get() {
        EventFrame frame = frame();
        return frame == null ? null : frame.event();
    }

    /**
     * Begins an event inside the current one, such as a text command inside its message event. It ends when the scope is closed
     * on the same thread, at the latest with the scope of the outer event. Does nothing outside an event.
     */
    public static Scope enter(BotEvent child) {
        EventFrame outer = frame();
        if (outer == null || !StackRoom.isThere()) {
            return Scope.NOOP;
        }
        return outer.dispatcher().beginInside(outer, child).enterAndFinish();
    }

    /** Sets the outcome of the current event to {@link Outcome#REJECTED}, unless it has failed. */
    public static void reject(String reason) {
        EventFrame frame = frame();
        if (frame != null) {
            frame.reject(Objects.requireNonNullElse(reason, ""));
        }
    }

    /** Adds a pair to reports of the current command, component, modal or task; other events keep none. */
    public static void tag(String key, String value) {
        EventFrame frame = frame();
        if (frame != null && key != null && value != null) {
            frame.tag(key, value);
        }
    }

    /** Pairs that {@link #tag} added to the current event. */
    public static Map<String, String> tags() {
        EventFrame frame = frame();
        return frame == null ? Map.of() : frame.tags();
    }

    /** Wraps a task that runs elsewhere as a part of the current event. Its exceptions are reported and rethrown. */
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

    /** Wraps a task that is called elsewhere as a part of the current event. Its exceptions are reported and rethrown. */
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

    /** Wraps an executor: each task runs as a part of the event that submitted it. */
    public static Executor wrap(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(wrap(task));
    }

    /**
     * Wraps an executor: each task runs as a part of the event that submitted it. Both are shut down together. An executor that
     * is already wrapped is returned unchanged.
     *
     * <p>Exceptions of tasks are reported, even if their future is never read. Tasks submitted outside an event run unchanged.
     * Exceptions that a {@code CompletableFuture} or a future of the caller catches are not seen.
     */
    public static ExecutorService wrap(ExecutorService executor) {
        return executor instanceof EventExecutor wrapped
                ? wrapped
                : new EventExecutor(Objects.requireNonNull(executor, "executor"));
    }

    /**
     * Wraps a scheduler: each task runs as a part of the event that scheduled it, also later. Both are shut down together. A
     * scheduler that is already wrapped is returned unchanged.
     *
     * <p>Periodic tasks run outside the event, since they outlive it. As in every scheduler, a periodic task that throws does not
     * run again; if an event scheduled it, that is reported and logged. {@code Botmetry.wrapRepeatedTask} keeps the schedule.
     */
    public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
        return executor instanceof EventScheduler wrapped
                ? wrapped
                : new EventScheduler(Objects.requireNonNull(executor, "executor"));
    }

    /** Reports exceptions here, since a pool at best prints them and a future keeps them to itself. */
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

    /** Reports and logs an exception, which ends the schedule and is otherwise seen only in a future that nobody reads. */
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
