package io.github.botmetry.jda;

import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import java.util.function.Supplier;
import kotlin.Unit;
import kotlin.coroutines.AbstractCoroutineContextElement;
import kotlin.coroutines.CoroutineContext;
import kotlinx.coroutines.CopyableThreadContextElement;
import kotlinx.coroutines.Job;
import org.jspecify.annotations.Nullable;

/**
 * Take the event of a thread along into Kotlin coroutines, across every suspension.
 *
 * <pre>{@code
 * scope.launch(EventContextElement.current()) { answer(event) }               // this coroutine and its children
 * CoroutineScope(Dispatchers.Default + EventContextElement.current())         // each coroutine: the event it is launched in
 * }</pre>
 *
 * <p>A coroutine that is launched belongs to the event of the thread that launches it; if that thread has none, to the one
 * that was captured here. No object of JDA is kept alive. Needs kotlinx.coroutines, which a bot with coroutines has.
 *
 * <p>Thread-safe. Nothing of it throws.
 */
public final class EventContextElement extends AbstractCoroutineContextElement
        implements CopyableThreadContextElement<Scope> {

    private static final CoroutineContext.Key<EventContextElement> KEY = new CoroutineContext.Key<>() {};

    private final @Nullable EventFrame frame;
    private final @Nullable Supplier<Scope> entering;
    private final Copying copying;
    private final @Nullable Handling unfinished;
    private boolean awaited;

    /** The element of a new coroutine. */
    private enum Copying {
        /** The event of the thread, without JDA's objects: nobody knows how long the coroutine lives. */
        FROZEN,
        /** The event of the thread as it is: the coroutine calls the listeners with it. */
        LIVE,
        /** The event of this element as it is. */
        PINNED
    }

    private EventContextElement(
            @Nullable EventFrame frame,
            @Nullable Supplier<Scope> entering,
            Copying copying,
            @Nullable Handling unfinished) {
        super(KEY);
        this.frame = frame;
        this.entering = entering;
        this.copying = copying;
        this.unfinished = unfinished;
    }

    /** The event of this thread; outside one, each coroutine's own. */
    public static EventContextElement current() {
        EventFrame frame = CurrentEvent.frame();
        Supplier<Scope> entering = frame == null ? null : frame.capture();
        return new EventContextElement(frame == null ? null : frame.frozen(), entering, Copying.FROZEN, null);
    }

    /** For the scope of an event manager: its coroutines call listeners, with the event of the thread that received it. */
    static EventContextElement ofManager() {
        return new EventContextElement(null, null, Copying.LIVE, null);
    }

    /** For the coroutine that calls a listener with this event. */
    static EventContextElement of(EventFrame frame) {
        return new EventContextElement(frame, frame::enter, Copying.PINNED, null);
    }

    /** The event of a coroutine, null if none. */
    static @Nullable EventFrame frame(CoroutineContext context) {
        EventContextElement element = context.get(KEY);
        return element == null ? null : element.frame;
    }

    @Override
    public CopyableThreadContextElement<Scope> copyForChild() {
        EventFrame current = CurrentEvent.frame();
        EventFrame going = copying == Copying.PINNED || current == null ? frame : current;
        if (going == null) {
            return this;
        }
        Supplier<Scope> entered = copying == Copying.FROZEN ? going.capture() : going::enter;
        Handling handling = Handling.of(going);
        if (handling != null) {
            handling.began();
        }
        EventFrame kept = copying == Copying.FROZEN ? going.frozen() : going;
        return new EventContextElement(kept, entered, Copying.FROZEN, handling);
    }

    @Override
    public CoroutineContext mergeForChild(CoroutineContext.Element overwriting) {
        return overwriting instanceof EventContextElement other ? other.copyForChild() : overwriting;
    }

    /** The coroutine goes on, on this thread. */
    @Override
    public Scope updateThreadContext(CoroutineContext context) {
        awaitEnd(context);
        return entering == null ? Scope.NOOP : entering.get();
    }

    /** The coroutine suspends, or is over. */
    @Override
    public void restoreThreadContext(CoroutineContext context, Scope entered) {
        entered.close();
    }

    /** A command is not over while a coroutine of it waits for something. */
    private void awaitEnd(CoroutineContext context) {
        Handling handling = unfinished;
        if (handling == null || awaited) {
            return;
        }
        awaited = true;
        Job job = context.get(Job.Key);
        if (job == null) {
            handling.ended();
            return;
        }
        job.invokeOnCompletion(error -> {
            handling.ended();
            return Unit.INSTANCE;
        });
    }
}
