package io.github.botmetry.testing;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Integration;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Install this to read the reported failures and their events.
 *
 * <pre>{@code
 * RecordingFailures failures = RecordingFailures.of(botmetry);
 * alice.runs("ping").in(general);
 * assertThat(failures.awaitIn("ping").userId()).isEqualTo(alice.id());
 * }</pre>
 *
 * <p>It is notified as Sentry's integration is: once of each failure, including reports of the bot. Keeps all failures, with
 * copies of their events. Thread-safe.
 */
public final class RecordingFailures implements EventObserver, Integration {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private final List<RecordedFailure> all = new ArrayList<>();

    private RecordingFailures() {}

    /** Makes one for {@link Botmetry.Builder#install}. */
    public static RecordingFailures create() {
        return new RecordingFailures();
    }

    /** Records the failures of this Botmetry from now on. */
    public static RecordingFailures of(Botmetry botmetry) {
        RecordingFailures failures = create();
        failures.install(botmetry.wiring());
        return failures;
    }

    @Override
    public String name() {
        return "recording-failures";
    }

    @Override
    public void install(Wiring wiring) {
        wiring.observe(this);
    }

    @Override
    public synchronized @Nullable String failed(@Nullable BotEvent event, Failure failure) {
        String id = "failure-" + (all.size() + 1);
        all.add(new RecordedFailure(id, failure, event == null ? null : TestEvent.copyOf(event)));
        notifyAll();
        return id;
    }

    /** All failures so far, in their order. */
    public synchronized List<RecordedFailure> all() {
        return List.copyOf(all);
    }

    /** Failures in commands, components, tasks and events of this name. */
    public synchronized List<RecordedFailure> in(String name) {
        return all.stream().filter(one -> one.name().equals(name)).toList();
    }

    /**
     * The only failure in a command, component, task or event of this name.
     *
     * @throws AssertionError with all failures, unless there is exactly one
     */
    public RecordedFailure onlyIn(String name) {
        return only(in(name), "in \"" + name + "\"");
    }

    /**
     * The only failure.
     *
     * @throws AssertionError with all failures, unless there is exactly one
     */
    public RecordedFailure only() {
        return only(all(), "in all");
    }

    /**
     * Waits at most 10 seconds for the only failure in a command, component, task or event of this name.
     *
     * @throws AssertionError as {@link #onlyIn} does
     */
    public RecordedFailure awaitIn(String name) {
        try {
            await(DEFAULT_LIMIT, failures -> !failures.in(name).isEmpty());
        } catch (AssertionError none) {
            throw new AssertionError("in \"" + name + "\": " + none.getMessage(), none);
        }
        return onlyIn(name);
    }

    /** Waits until the condition holds; fails after the limit, with all failures. */
    public synchronized void await(Duration limit, Predicate<? super RecordingFailures> condition) {
        Waiting.on(this, limit, () -> condition.test(this));
    }

    private RecordedFailure only(List<RecordedFailure> found, String where) {
        if (found.size() != 1) {
            throw new AssertionError("there must be one failure " + where + ", were " + found.size() + "; " + this);
        }
        return found.get(0);
    }

    @Override
    public String toString() {
        return "failures: " + all();
    }
}
