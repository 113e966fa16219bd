package io.github.botmetry.event;

import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pass events and failures of a chat library to all observers, as an adapter does.
 *
 * <p>Thread-safe. No method throws, even if an observer does. Observers are called on the calling thread.
 */
public final class EventDispatcher {

    /** Counter of failures, each counted once. */
    public static final CounterDefinition ERRORS = CounterDefinition.named("discord.errors")
            .labels("source", "error")
            .path("errors.{source}.{error}")
            .help("Failures by where they were noticed and by the exception's class.")
            .build();

    /** Counter of failures by source alone. Sources are few, so each series can be made at the start. */
    public static final CounterDefinition FAILURES = CounterDefinition.named("discord.failures")
            .labels("source")
            .path("failures.{source}")
            .help("Failures by where they were noticed; a bot's adapter makes all of them at its start.")
            .build();

    private static final Watcher[] NOBODY = {};

    private final Warnings warnings;
    private final FailureNotifier failures;
    private volatile Watcher[] watchers = NOBODY;
    private volatile Watcher[] everyEvent = NOBODY;
    private final Explainers explainers;
    private final Quotes quotes;
    private final TaskWarnings tasks;
    private final Descriptions descriptions;
    private final Watcher adapter;

    /** How many follow the latest event: mostly as many follow the next one. Racy, since it is only a guess. */
    private int usuallyFollowing;

    private int firsts;

    public EventDispatcher(Stats stats, Warnings warnings) {
        this.warnings = warnings;
        this.explainers = new Explainers(warnings.guard("explainer of errors"));
        this.quotes = new Quotes(warnings.guard("quotes of errors"));
        this.tasks = new TaskWarnings(warnings);
        this.descriptions = new Descriptions(warnings);
        this.adapter = new Watcher(new EventObserver() {}, warnings.guard("adapter of events"), true);
        this.failures = new FailureNotifier(stats, adapter);
    }

    /** Adds an observer for what begins from now on. */
    public synchronized void observe(EventObserver observer) {
        add(watchers.length, observer, false);
    }

    /**
     * Adds an observer that only counts, before all observers of {@link #observe}, so its numbers do not depend on them. Callers
     * that must not wait notify it directly, so it must neither wait nor call foreign code.
     */
    public synchronized void observeFirst(EventObserver observer) {
        add(firsts++, observer, true);
    }

    private void add(int index, EventObserver observer, boolean isOurs) {
        Guard guard = warnings.guard("observer " + observer.getClass().getName());
        Watcher watcher = new Watcher(observer, guard, isOurs);
        watchers = with(watchers, index, watcher);
        if (observer.followsEveryEvent()) {
            everyEvent = with(everyEvent, everyEvent.length, watcher);
        }
    }

    private static Watcher[] with(Watcher[] before, int index, Watcher added) {
        List<Watcher> all = new ArrayList<>(List.of(before));
        all.add(index, added);
        return all.toArray(NOBODY);
    }

    /**
     * Makes a frame for an event that no observer follows, unless one follows every event. It serves failures and captures.
     */
    public EventFrame frame(BotEvent event) {
        Watcher[] following = everyEvent;
        return following.length == 0
                ? new EventFrame(this, event, null)
                : begin(event, null, following, occasionOf(described(event)));
    }

    /** Makes a frame for a command, component, modal or task, and asks the observers to follow it. */
    public EventFrame begin(BotEvent event) {
        return begin(event, null);
    }

    /**
     * Makes a frame with an attachment of the adapter, which all frames of this event share.
     *
     * @param attachment must hold no objects of the chat library; an {@link Observation} is notified before all others
     */
    public EventFrame begin(BotEvent event, @Nullable Object attachment) {
        return begin(event, attachment, watchers, occasionOf(described(event)));
    }

    /** Makes a frame inside another event: a failure that leaves both is counted once. */
    EventFrame beginInside(EventFrame outer, BotEvent event) {
        return begin(described(event), null, watchers, outer.occasion());
    }

    private static long occasionOf(BotEvent event) {
        BotEvent outermost = event;
        for (BotEvent parent = event.parent(); parent != null; parent = parent.parent()) {
            outermost = parent;
        }
        return outermost.receivedNanos();
    }

    private EventFrame begin(BotEvent event, @Nullable Object attachment, Watcher[] watchers, long occasion) {
        BotEvent described = described(event);
        GuardedObservation[] observations = new GuardedObservation[usuallyFollowing];
        int count = 0;
        if (attachment instanceof Observation ofAdapter) {
            observations = with(observations, count++, new GuardedObservation(ofAdapter, adapter));
        }
        for (Watcher watcher : watchers) {
            GuardedObservation observation = watcher.begin(described);
            if (observation != null) {
                observations = with(observations, count++, observation);
            }
        }
        if (count < observations.length) {
            observations = Arrays.copyOf(observations, count);
        }
        usuallyFollowing = count;
        return new EventFrame(this, event, new Observed(observations, attachment, occasion));
    }

    private static GuardedObservation[] with(GuardedObservation[] before, int index, GuardedObservation added) {
        GuardedObservation[] room = index < before.length ? before : Arrays.copyOf(before, index + 1);
        room[index] = added;
        return room;
    }

    /** Reads what describes events, for adapters. */
    public Descriptions descriptions() {
        return descriptions;
    }

    boolean isKnown(Observation ofAdapter, Throwable error) {
        return new GuardedObservation(ofAdapter, adapter).isKnown(error);
    }

    BotEvent described(BotEvent event) {
        return DescribedEvent.of(event, descriptions);
    }

    BotEvent frozen(BotEvent event) {
        return DescribedEvent.frozen(event, descriptions);
    }

    /** True if this dispatcher made the frame, false if another Botmetry in the JVM did. */
    public boolean owns(EventFrame frame) {
        return frame.dispatcher() == this;
    }

    /**
     * Counts a failure and notifies the observers, unless the same throwable was reported in the same event before.
     *
     * <p>An observer may report a failure while it is notified of another, up to three deep; deeper ones are only counted.
     * At the very end of the thread's stack nothing is done: the failure is counted when the overflow reaches a guard.
     *
     * @param frame the event that failed, null for none
     * @return the id of the report that an observer made, null if none did
     */
    public @Nullable String failed(@Nullable EventFrame frame, Failure failure) {
        return failures.failed(frame, failure, watchers);
    }

    /** Counts the failure, notifies our own observers on this thread and all others through the executor. */
    void failed(EventFrame frame, Failure failure, Executor others) {
        failures.failed(frame, failure, watchers, others);
    }

    /** True if an observer wants every finished REST call; {@link EventFrame#isRestObserved} also asks those of one event. */
    public boolean isRestObserved() {
        for (Watcher watcher : watchers) {
            if (watcher.completesRest()) {
                return true;
            }
        }
        return false;
    }

    /** Notifies the observers of a finished REST call. */
    public void restCompleted(@Nullable BotEvent event, RestCall call) {
        BotEvent described = null;
        for (Watcher watcher : watchers) {
            if (watcher.completesRest()) {
                described = described == null && event != null ? described(event) : described;
                watcher.restCompleted(described, call);
            }
        }
    }

    /** Notifies the observers that a connection to the gateway was lost, or is back. */
    public void sessionChanged(SessionChange change) {
        for (Watcher watcher : watchers) {
            watcher.sessionChanged(change);
        }
    }

    /** Adds a function that finds Discord's answer in exceptions of one chat library; null for other exceptions. */
    public void explainWith(Function<Throwable, @Nullable DiscordError> explainer) {
        explainers.add(explainer);
    }

    /** Removes the words of users from messages of a chat library's exceptions. */
    public Quotes quotes() {
        return quotes;
    }

    /** Finds Discord's answer behind the exception or one of its causes; null if there is none. */
    public @Nullable DiscordError explain(Throwable error) {
        return explainers.explain(error);
    }

    TaskWarnings tasks() {
        return tasks;
    }

    void closedElsewhere(EventFrame frame) {
        warnings.warn(
                "scope-elsewhere",
                "scope of an event",
                "that of \"" + frame.described().name() + "\" was closed on thread "
                        + Thread.currentThread().getName() + ", which did not enter it: nothing was closed",
                "close each scope on its own thread; CurrentEvent.wrap takes an event to other threads");
    }
}
