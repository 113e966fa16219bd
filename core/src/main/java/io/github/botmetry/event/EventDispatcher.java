package io.github.botmetry.event;

import io.github.botmetry.internal.Guard;
import io.github.botmetry.internal.Problems;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hand events and failures in, as an adapter of a chat library does; the observers are told.
 *
 * <p>Thread-safe. Nothing of it throws, whatever observers do.
 */
public final class EventDispatcher {

    /** Every failure that was told, once. */
    public static final CounterDefinition ERRORS = CounterDefinition.named("discord.errors")
            .labels("source", "error")
            .path("errors.{source}.{error}")
            .help("Failures by where they were noticed and by the exception's class.")
            .build();

    private final Stats stats;
    private final Problems problems;
    private final ToldFailures told = new ToldFailures();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    private record Watcher(EventObserver observer, Guard guard) {}

    public EventDispatcher(Stats stats, Problems problems) {
        this.stats = stats;
        this.problems = problems;
    }

    /** Adds an observer for what begins from now on. */
    public void observe(EventObserver observer) {
        watchers.add(
                new Watcher(observer, guard("observer " + observer.getClass().getName())));
    }

    private Guard guard(String component) {
        return new Guard(component, problems);
    }

    /** A frame for an event that observers do not follow: it is there if something fails or is captured. */
    public EventFrame frame(BotEvent event) {
        return new EventFrame(this, event, null);
    }

    /** A frame for a command, component, modal or task; the observers are asked whether they want to follow it. */
    public EventFrame begin(BotEvent event) {
        List<Observation> observations = new ArrayList<>(2);
        for (Watcher watcher : watchers) {
            Observation observation = watcher.guard.callOrNull(() -> watcher.observer.begin(event));
            if (observation != null) {
                observations.add(new GuardedObservation(observation, watcher.guard));
            }
        }
        return new EventFrame(this, event, new EventFrame.Observed(observations.toArray(Observation[]::new)));
    }

    /**
     * Tells the observers of a failure and counts it, unless that was done before with the same throwable.
     *
     * @param frame the event that failed, null for none
     * @return the id of the report that an observer made, null if none did
     */
    public @Nullable String failed(@Nullable EventFrame frame, Failure failure) {
        Failure bare = new Failure(unwrap(failure.error()), failure.source(), failure.handled(), failure.callSite());
        return told.once(bare.error(), () -> tell(frame, bare));
    }

    private @Nullable String tell(@Nullable EventFrame frame, Failure failure) {
        stats.counter(ERRORS, failure.source().name().toLowerCase(Locale.ROOT), simpleName(failure.error()))
                .incr();
        if (frame != null) {
            frame.markFailed();
        }
        EventFrame previous = CurrentEvent.swap(frame);
        try {
            String report = null;
            for (Watcher watcher : watchers) {
                BotEvent event = frame == null ? null : frame.event();
                String made = watcher.guard.callOrNull(() -> watcher.observer.failed(event, failure));
                report = report == null ? made : report;
            }
            return report;
        } finally {
            CurrentEvent.swap(previous);
        }
    }

    /** Tells the observers of a finished REST call. */
    public void restCompleted(@Nullable BotEvent event, RestCall call) {
        for (Watcher watcher : watchers) {
            watcher.guard.run(() -> watcher.observer.restCompleted(event, call));
        }
    }

    private static String simpleName(Throwable error) {
        String name = error.getClass().getSimpleName();
        return name.isEmpty() ? error.getClass().getName().replaceFirst(".*\\.", "") : name;
    }

    /** Takes off what threads and reflection put round a failure. */
    private static Throwable unwrap(Throwable error) {
        Throwable bare = error;
        while (isWrapper(bare) && bare.getCause() != null) {
            bare = bare.getCause();
        }
        return bare;
    }

    private static boolean isWrapper(Throwable error) {
        return error instanceof InvocationTargetException
                || error instanceof CompletionException
                || error instanceof ExecutionException
                || error instanceof UndeclaredThrowableException;
    }

    Scope enter(Observation[] observations) {
        return enterAll(observations.length, i -> observations[i].enter());
    }

    Supplier<Scope> capture(Observation[] observations) {
        List<Supplier<Scope>> captured = new ArrayList<>(observations.length);
        for (Observation observation : observations) {
            captured.add(observation.capture());
        }
        return () -> enterAll(captured.size(), i -> captured.get(i).get());
    }

    private static Scope enterAll(int count, java.util.function.IntFunction<Scope> enter) {
        if (count == 1) {
            return enter.apply(0);
        }
        Scope[] scopes = new Scope[count];
        for (int i = 0; i < count; i++) {
            scopes[i] = enter.apply(i);
        }
        return () -> {
            for (int i = count - 1; i >= 0; i--) {
                scopes[i].close();
            }
        };
    }

    void tell(Observation[] observations, Consumer<Observation> what) {
        for (Observation observation : observations) {
            what.accept(observation);
        }
    }
}
