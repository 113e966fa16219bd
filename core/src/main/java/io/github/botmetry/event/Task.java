package io.github.botmetry.event;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Run a job of the bot as an event: counted, timed, its failures reported and logged. */
public final class Task implements Runnable {

    private final String name;
    private final Runnable body;
    private final EventDispatcher dispatcher;
    private final boolean isRepeated;

    private record Run(String name, long receivedNanos) implements BotEvent {
        @Override
        public Kind kind() {
            return Kind.TASK;
        }

        @Override
        public boolean isFrozen() {
            return true;
        }
    }

    private Task(String name, Runnable body, EventDispatcher dispatcher, boolean isRepeated) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank, was \"" + name + "\"");
        }
        this.name = name;
        this.body = Objects.requireNonNull(body, "body");
        this.dispatcher = dispatcher;
        this.isRepeated = isRepeated;
    }

    /**
     * Makes a task that rethrows the exceptions of its body.
     *
     * @param name few values, such as {@code sync roles}
     */
    public static Task of(String name, Runnable body, EventDispatcher dispatcher) {
        return new Task(name, body, dispatcher, false);
    }

    /** Makes a task that throws nothing, for a schedule that must continue. */
    public static Task repeated(String name, Runnable body, EventDispatcher dispatcher) {
        return new Task(name, body, dispatcher, true);
    }

    /** Runs the body once. */
    @Override
    public void run() {
        try {
            runAnyhow();
        } catch (Throwable thrown) {
            if (!isRepeated) {
                throw thrown;
            }
            keepInterrupt(thrown);
        }
    }

    /** Keeps the interrupt for the thread's owner: Kotlin and Lombok let a {@link Runnable} throw InterruptedException. */
    private static void keepInterrupt(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    private void runAnyhow() {
        long started = System.nanoTime();
        EventFrame frame = StackRoom.isThere() ? begin(started) : null;
        if (frame == null) {
            body.run();
            return;
        }
        try (Scope scope = frame.enter()) {
            body.run();
            dispatcher.tasks().succeeded(name);
        } catch (Throwable thrown) {
            frame.failed(new Failure(thrown, Failure.Source.TASK, false, null));
            dispatcher.tasks().failed(name, thrown);
            throw thrown;
        } finally {
            frame.finish(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private @Nullable EventFrame begin(long startedNanos) {
        try {
            return dispatcher.begin(new Run(name, startedNanos));
        } catch (Throwable noMemory) {
            return null; // the body still runs, unobserved
        }
    }
}
