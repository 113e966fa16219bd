package io.github.botmetry.event;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through the bot: what a thread carries while it runs the event's code.
 *
 * <p>For adapters of chat libraries; made by {@link EventDispatcher}. Thread-safe. Nothing of it throws, whatever observers
 * do.
 */
public final class EventFrame {

    private static final EventScope.Entering ENTER = (observation, index) -> observation.enter();

    private final EventDispatcher dispatcher;
    private final BotEvent event;
    private final @Nullable Observed observed;

    EventFrame(EventDispatcher dispatcher, BotEvent event, @Nullable Observed observed) {
        this.dispatcher = dispatcher;
        this.event = event;
        this.observed = observed;
    }

    public BotEvent event() {
        return event;
    }

    /** The event for those who read it: a part that cannot be read is absent instead of throwing. */
    public BotEvent described() {
        return dispatcher.described(event);
    }

    EventDispatcher dispatcher() {
        return dispatcher;
    }

    /** The same for an event, the events inside it, and all their frames: when the outermost was received. */
    long occasion() {
        return observed == null ? described().receivedNanos() : observed.occasion;
    }

    /** Makes this the current event of the thread, without a word to observations; give the result to {@link #pop}. */
    public @Nullable EventFrame push() {
        return ThreadState.current().push(this);
    }

    /** Puts back what {@link #push} gave, on the same thread, and closes the scopes that were left open in between. */
    public static void pop(@Nullable EventFrame previous) {
        ThreadState.current().pop(previous);
    }

    /**
     * Makes this the current event of the thread and enters its observations, until the scope is closed on the same thread; at
     * the latest until a scope is closed that was entered before, or the frame round it is popped.
     */
    public Scope enter() {
        return open(ENTER, false);
    }

    /** The same for the observations of some observers only. */
    Scope enter(Predicate<Watcher> entered) {
        return open(
                (observation, index) -> entered.test(observation.watcher()) ? observation.enter() : Scope.NOOP, false);
    }

    /** The same for an event that is over when its scope is. */
    Scope enterAndFinish() {
        return open(ENTER, true);
    }

    private Scope open(EventScope.Entering entering, boolean endsEvent) {
        return observed == null && !endsEvent
                ? EventScope.open(this)
                : EventScope.open(this, observations(), entering, endsEvent);
    }

    private GuardedObservation[] observations() {
        return observed == null ? Observed.NOBODY : observed.observations;
    }

    /**
     * Prepares the event to go on elsewhere. What is given keeps no object of the chat library alive, and may be entered
     * on any thread, also on several at once.
     */
    public Supplier<Scope> capture() {
        EventFrame frozen = frozen();
        if (observed == null) {
            return frozen::enter;
        }
        @Nullable Supplier<Scope>[] captured = captured(observed.observations);
        if (captured != null) {
            return () -> EventScope.open(
                    frozen, frozen.observations(), (observation, i) -> enter(observation, captured[i]), false);
        }
        Supplier<Scope> known = observed.entering;
        if (known == null) {
            known = frozen::enter;
            observed.entering = known;
        }
        return known;
    }

    /** Captures the observations, by their index; null if none of them takes anything along. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of them
    private static @Nullable Supplier<Scope> @Nullable [] captured(GuardedObservation[] observations) {
        Supplier<Scope>[] captured = null;
        for (int i = 0; i < observations.length; i++) {
            Supplier<Scope> entering = observations[i].capture();
            if (entering != null) {
                captured = captured == null ? new Supplier[observations.length] : captured;
                captured[i] = entering;
            }
        }
        return captured;
    }

    private static Scope enter(GuardedObservation observation, @Nullable Supplier<Scope> captured) {
        return captured == null ? observation.enter() : observation.enter(captured);
    }

    /** The same event without an object of the chat library. Made once of an event that is followed: it goes many ways. */
    public EventFrame frozen() {
        if (observed == null) {
            return copy();
        }
        EventFrame known = observed.frozen;
        if (known == null) {
            known = copy();
            observed.frozen = known;
        }
        return known;
    }

    /**
     * The same event without those who follow it: what may be kept for long, since they hold much more than the event.
     *
     * @param attachment instead of the one that was given to {@link EventDispatcher#begin(BotEvent, Object)}, or the same
     */
    public EventFrame unfollowed(@Nullable Object attachment) {
        if (observed == null || (observed.observations.length == 0 && observed.attachment == attachment)) {
            return frozen();
        }
        return new EventFrame(dispatcher, frozen().event, observed.alone(attachment));
    }

    private EventFrame copy() {
        BotEvent copy = dispatcher.frozen(event);
        return copy == event ? this : new EventFrame(dispatcher, copy, observed);
    }

    /** What the adapter gave to {@link EventDispatcher#begin(BotEvent, Object)}, in all frames of the event. */
    public @Nullable Object attachment() {
        return observed == null ? null : observed.attachment;
    }

    /** How it would end if it ended now. */
    public Outcome outcome() {
        return observed == null ? Outcome.OK : observed.outcome;
    }

    /** Discord accepted the first answer; later calls count for nothing. */
    public void acknowledged(Duration afterReceipt) {
        if (observed != null && observed.acknowledgedAfter == null) {
            observed.acknowledgedAfter = afterReceipt;
            for (GuardedObservation observation : observed.observations) {
                observation.acknowledged(afterReceipt);
            }
        }
    }

    /** How long after receipt Discord accepted the first answer; null if it has not. */
    public @Nullable Duration acknowledgedAfter() {
        return observed == null ? null : observed.acknowledgedAfter;
    }

    /** True if an observer is notified of finished REST calls of this event; else no call need be described. */
    public boolean isRestObserved() {
        if (dispatcher.isRestObserved()) {
            return true;
        }
        for (GuardedObservation observation : observations()) {
            if (observation.completesRest()) {
                return true;
            }
        }
        return false;
    }

    /** Notifies the observers, and those who follow this event, of a finished REST call that it asked for. */
    public void restCompleted(RestCall call) {
        dispatcher.restCompleted(event, call);
        if (observed != null) {
            for (GuardedObservation observation : observed.observations) {
                observation.restCompleted(call);
            }
        }
    }

    /** The event is over; later calls count for nothing. */
    public void finish(Duration duration) {
        if (observed != null && observed.finish()) {
            Outcome outcome = observed.outcome;
            for (GuardedObservation observation : observed.observations) {
                observation.finished(outcome, duration);
            }
        }
    }

    /**
     * The same for a caller that must not wait, such as one that keeps the deadlines of all events: what counts is notified on
     * this thread, all other observers through the executor, one call each.
     */
    public void finish(Duration duration, Executor others) {
        if (observed != null && observed.finish()) {
            Outcome outcome = observed.outcome;
            for (GuardedObservation observation : observed.observations) {
                if (observation.watcher().isOurs()) {
                    observation.finished(outcome, duration);
                } else {
                    others.execute(() -> observation.finished(outcome, duration));
                }
            }
        }
    }

    /** Notifies the observers of a failure in this event, once; see {@link EventDispatcher#failed}. */
    public @Nullable String failed(Failure failure) {
        return dispatcher.failed(this, failure);
    }

    /** The same for a caller that must not wait, see {@link #finish(Duration, Executor)}. */
    public void failed(Failure failure, Executor others) {
        dispatcher.failed(frozen(), failure, others);
    }

    /** True if the adapter knows the failure already, see {@link Observation#isKnown}. */
    boolean knows(Throwable error) {
        return attachment() instanceof Observation adapter && dispatcher.isKnown(adapter, error);
    }

    void markFailed() {
        if (observed != null) {
            observed.outcome = Outcome.ERROR;
        }
    }

    void reject(String reason) {
        if (observed != null && observed.outcome == Outcome.OK) {
            observed.outcome = Outcome.REJECTED;
            observed.tag("reject_reason", reason);
        }
    }

    void tag(String key, String value) {
        if (observed != null) {
            observed.tag(key, value);
        }
    }

    /** What {@link CurrentEvent#tag} said of this event. */
    public Map<String, String> tags() {
        return observed == null ? Map.of() : observed.tags();
    }

    /** Whether it was begun, so that it has to be entered and finished; other events are only framed and pushed. */
    public boolean isObserved() {
        return observed != null;
    }
}
