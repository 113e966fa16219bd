package io.github.botmetry.event;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carry one event through the threads that run its code, as an adapter does.
 *
 * <p>Made by {@link EventDispatcher}. Thread-safe. No method throws, even if an observer does.
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

    /** The event for readers: a part that cannot be read is absent instead of throwing. */
    public BotEvent described() {
        return dispatcher.described(event);
    }

    EventDispatcher dispatcher() {
        return dispatcher;
    }

    /** Time of receipt of the outermost event: the same for all events inside it and all their frames. */
    long occasion() {
        return observed == null ? described().receivedNanos() : observed.occasion;
    }

    /** Makes this the current event of the thread without entering its observations; pass the result to {@link #pop}. */
    public @Nullable EventFrame push() {
        return ThreadState.current().push(this);
    }

    /** Restores the result of {@link #push}, on the same thread, and closes scopes that were left open in between. */
    public static void pop(@Nullable EventFrame previous) {
        ThreadState.current().pop(previous);
    }

    /**
     * Makes this the current event of the thread and enters its observations, until the scope is closed on the same thread. The
     * scope ends at the latest when an outer scope is closed or an outer frame is popped.
     */
    public Scope enter() {
        return open(ENTER, false);
    }

    /** Enters the event with the observations of some observers only. */
    Scope enter(Predicate<Watcher> entered) {
        return open(
                (observation, index) -> entered.test(observation.watcher()) ? observation.enter() : Scope.NOOP, false);
    }

    /** Enters an event that ends with its scope. */
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
     * Prepares the event to continue elsewhere. The result holds no object of the chat library; each call of it enters the event
     * on the calling thread, also on several at once.
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

    /** Captures the observations, by their index; null if none of them has anything to carry over. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // array of a generic type
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

    /** The same event without objects of the chat library. A followed event makes it once, since it is often captured. */
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
     * The same event without its observations, which hold much more than the event: use it to keep an event for long.
     *
     * @param attachment replaces the attachment of {@link EventDispatcher#begin(BotEvent, Object)}; may be the same
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

    /** Attachment that the adapter passed to {@link EventDispatcher#begin(BotEvent, Object)}, the same in all frames. */
    public @Nullable Object attachment() {
        return observed == null ? null : observed.attachment;
    }

    /** Outcome of the event if it ended now. */
    public Outcome outcome() {
        return observed == null ? Outcome.OK : observed.outcome;
    }

    /** Notifies observations that Discord accepted the first answer; later calls are ignored. */
    public void acknowledged(Duration afterReceipt) {
        if (observed != null && observed.acknowledgedAfter == null) {
            observed.acknowledgedAfter = afterReceipt;
            for (GuardedObservation observation : observed.observations) {
                observation.acknowledged(afterReceipt);
            }
        }
    }

    /** Time from receipt until Discord accepted the first answer; null if it has not. */
    public @Nullable Duration acknowledgedAfter() {
        return observed == null ? null : observed.acknowledgedAfter;
    }

    /** True if an observer wants the finished REST calls of this event; otherwise no call needs a description. */
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

    /** Notifies observers and this event's observations of a finished REST call that the event made. */
    public void restCompleted(RestCall call) {
        dispatcher.restCompleted(event, call);
        if (observed != null) {
            for (GuardedObservation observation : observed.observations) {
                observation.restCompleted(call);
            }
        }
    }

    /** Ends the event and notifies its observations; later calls are ignored. */
    public void finish(Duration duration) {
        if (observed != null && observed.finish()) {
            Outcome outcome = observed.outcome;
            for (GuardedObservation observation : observed.observations) {
                observation.finished(outcome, duration);
            }
        }
    }

    /**
     * Ends the event for a caller that must not wait, such as the thread that keeps all deadlines: our counting observers are
     * notified on this thread, all others through the executor, one call each.
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

    /** Notifies the observers of a failure for a caller that must not wait, see {@link #finish(Duration, Executor)}. */
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

    /** Pairs that {@link CurrentEvent#tag} added to this event. */
    public Map<String, String> tags() {
        return observed == null ? Map.of() : observed.tags();
    }

    /** True if the event was begun and has to be entered and finished; other events are only framed and pushed. */
    public boolean isObserved() {
        return observed != null;
    }
}
