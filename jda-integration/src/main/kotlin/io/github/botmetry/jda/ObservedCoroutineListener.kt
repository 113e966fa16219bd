package io.github.botmetry.jda

import io.github.botmetry.jda.gateway.ListenerTimes
import dev.minn.jda.ktx.events.CoroutineEventListener
import dev.minn.jda.ktx.events.EventTimeout
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.isActive
import kotlinx.coroutines.withContext
import net.dv8tion.jda.api.events.GenericEvent

/**
 * A suspending listener of the bot, in its event until it is over, and timed with the time for which it is suspended. Equal to
 * another one of the same.
 */
private class ObservedCoroutineListener(
    private val original: CoroutineEventListener,
    private val frames: EventFrames,
    private val times: ListenerTimes,
) : CoroutineEventListener, WrappedListener {

    override fun original(): Any = original

    override fun frames(): EventFrames = frames

    override val timeout: EventTimeout
        get() = original.timeout

    override fun cancel() = original.cancel()

    override suspend fun onEvent(event: GenericEvent) {
        val frame = frames.called(original, event)
        val start = System.nanoTime()
        withContext(EventContextElement.of(frame)) {
            try {
                original.onEvent(event)
            } catch (error: Throwable) {
                if (isFailure(error)) {
                    frame.failed(EventFrames.listenerFailure(error))
                }
                throw error
            } finally {
                times.took(event, System.nanoTime() - start)
            }
        }
    }

    /** Being cancelled is none: a manager's timeout, a scope's end. A timeout of the listener's own is. */
    private suspend fun isFailure(error: Throwable) =
        error !is CancellationException || currentCoroutineContext().isActive

    override fun equals(other: Any?) = other is ObservedCoroutineListener && original == other.original

    override fun hashCode() = original.hashCode()

    override fun toString() = original.toString()
}
