package io.github.botmetry.jda

import dev.minn.jda.ktx.events.CoroutineEventManager
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.plus
import net.dv8tion.jda.api.events.GenericEvent
import net.dv8tion.jda.api.hooks.IEventManager

/**
 * The bot's own coroutine manager, observed, and one itself: jda-ktx casts what JDA has to its class.
 *
 * In Kotlin because Java does not see that class's constructors. A manager of exactly that class has its work done here, so
 * that the event goes along into the coroutines; one that the bot derived does it itself.
 */
private class ObservedCoroutineManager(
    private val original: CoroutineEventManager,
    events: ObservedEvents,
) : CoroutineEventManager(original.inEvents(events.frames()), original.timeout), ObservedEventManager.Holder {

    private val observed = ObservedEventManager.over(
        if (original.javaClass == CoroutineEventManager::class.java) Launching() else original, events)

    private var originalTimeout = original.timeout

    override fun observed(): ObservedEventManager = observed

    override fun original(): IEventManager = original

    override fun handle(event: GenericEvent) = observed.handle(event)

    override fun register(listener: Any) = observed.register(listener)

    override fun unregister(listener: Any) = observed.unregister(listener)

    override fun getRegisteredListeners(): MutableList<Any> = observed.registeredListeners

    /** The work of jda-ktx, for the listeners here and for those that the bot registered at its own manager. */
    private inner class Launching : IEventManager {

        @Volatile
        private var mirrored = emptyList<Any>()

        override fun handle(event: GenericEvent) {
            if (original.timeout != originalTimeout) {
                originalTimeout = original.timeout
                timeout = originalTimeout
            }
            mirror()
            super@ObservedCoroutineManager.handle(event)
        }

        /**
         * Has each listener of the bot's manager here too, observed. It stays there as well, since it is cancelled there.
         */
        private fun mirror() {
            if (ofOriginal() != mirrored) {
                mirrorAgain()
            }
        }

        @Synchronized
        private fun mirrorAgain() {
            val current = ofOriginal()
            val gone = mirrored.toMutableList()
            val come = current.filterNot { gone.remove(it) }
            mirrored = current
            gone.forEach { super@ObservedCoroutineManager.unregister(observed.observed(it)) }
            come.forEach { super@ObservedCoroutineManager.register(observed.observed(it)) }
        }

        override fun register(listener: Any) {
            mirror()
            super@ObservedCoroutineManager.register(listener)
        }

        override fun unregister(listener: Any) {
            mirror()
            original.unregister(if (listener is WrappedListener) listener.original() else listener)
            if (ofOriginal() == mirrored) {
                super@ObservedCoroutineManager.unregister(listener)
            } else {
                mirror()
            }
        }

        override fun getRegisteredListeners(): List<Any> {
            mirror()
            return listeners.toList()
        }

        /** jda-ktx gives a list with its list in it. */
        private fun ofOriginal(): List<Any> = original.registeredListeners.flatMap { if (it is List<*>) it else listOf(it) }
            .filterNotNull()
    }
}

/**
 * The bot's scope, whose coroutines know their event. Their exceptions are reported before the bot's handler has them; without such a
 * handler the thread's has it, which is observed.
 */
private fun CoroutineScope.inEvents(frames: EventFrames): CoroutineScope {
    val scope = this + EventContextElement.ofManager()
    val own = coroutineContext[CoroutineExceptionHandler] ?: return scope
    return scope + CoroutineExceptionHandler { context, error ->
        frames.coroutineFailed(EventContextElement.frame(context), error)
        own.handleException(context, error)
    }
}
