package io.github.botmetry.event;

import java.time.Duration;
import java.util.Objects;

/** A job of the bot's own, run as an event of its own: counted, timed, its failures told. */
public final class Task implements Runnable {

    private final String name;
    private final Runnable body;
    private final EventDispatcher dispatcher;

    private record Run(String name, long receivedNanos) implements BotEvent {
        @Override
        public Kind kind() {
            return Kind.TASK;
        }
    }

    /** @param name few values, such as {@code sync roles} */
    public Task(String name, Runnable body, EventDispatcher dispatcher) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name must not be blank, was \"" + name + "\"");
        }
        this.name = name;
        this.body = Objects.requireNonNull(body, "body");
        this.dispatcher = dispatcher;
    }

    /** Runs it once; what it throws is told and thrown on, as without us. */
    @Override
    public void run() {
        if (!StackRoom.isThere()) {
            body.run();
            return;
        }
        long started = System.nanoTime();
        EventFrame frame = dispatcher.begin(new Run(name, started));
        try (Scope scope = frame.enter()) {
            body.run();
        } catch (Throwable thrown) {
            frame.failed(new Failure(thrown, Failure.Source.TASK, false, null));
            throw thrown;
        } finally {
            frame.finish(Duration.ofNanos(System.nanoTime() - started));
        }
    }
}
