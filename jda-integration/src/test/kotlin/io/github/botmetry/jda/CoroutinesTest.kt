package io.github.botmetry.jda

import dev.minn.jda.ktx.coroutines.await
import dev.minn.jda.ktx.events.CoroutineEventListener
import dev.minn.jda.ktx.events.CoroutineEventManager
import dev.minn.jda.ktx.events.getDefaultScope
import dev.minn.jda.ktx.events.listener
import dev.minn.jda.ktx.events.onCommand
import dev.minn.jda.ktx.jdabuilder.scope
import io.github.botmetry.event.CurrentEvent
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import net.dv8tion.jda.api.events.GenericEvent
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent
import net.dv8tion.jda.api.events.message.MessageReceivedEvent
import net.dv8tion.jda.api.hooks.EventListener
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** The real jda-ktx on the real JDA. */
class CoroutinesTest {

    private class PlannedFailure : RuntimeException()

    private val bot = TestBot()
    private val seen = CopyOnWriteArrayList<String>()

    @AfterEach
    fun stop() = bot.close()

    private fun start(
        manager: CoroutineEventManager = CoroutineEventManager(),
        integration: JdaIntegration = JdaIntegration.create(bot.botmetry),
        vararg listeners: EventListener,
    ) {
        bot.start(integration, { it.setEventManager(manager) }, *listeners)
    }

    private fun eventually(condition: () -> Boolean) = await().atMost(Simulated.SOON).until(condition)

    private fun see() {
        seen += CurrentEvent.get()?.name() ?: "nothing"
    }

    @Test
    fun listenerThatFailsAfterASuspension_isToldOnceWithItsEvent() {
        start()
        bot.jda().onCommand("vote") {
            delay(20)
            throw PlannedFailure()
        }

        bot.run("vote")

        eventually { bot.numbers.count("discord.commands", "vote", "slash", "error") == 1L }
        assertThat(bot.failures).containsExactly("vote LISTENER PlannedFailure")
        assertThat(bot.numbers.total("discord.errors")).isEqualTo(1)
    }

    @Test
    fun command_isKnownAfterEachSuspension_andSoAreItsRequests() {
        start()
        bot.jda().onCommand("vote") { event ->
            delay(5)
            see()
            event.deferReply().await()
            see()
            withContext(Dispatchers.IO) { see() }
            bot.jda().scope.launch { see() }.join()
            event.messageChannel.sendMessage("voted").await()
            event.hook.sendMessage("done").await()
            seen += "done"
        }

        bot.run("vote")

        eventually { seen.contains("done") }
        assertThat(seen).containsExactly("vote", "vote", "vote", "vote", "done")
        eventually { bot.calls.count { it.startsWith("vote POST") } == 3 }
        eventually { bot.numbers.count("discord.commands", "vote", "slash", "ok") == 1L }
        assertThat(bot.failures).isEmpty()
    }

    @Test
    fun commandsThatAreSuspendedAtTheSameTime_eachKeepTheirOwnEvent() {
        start()
        bot.jda().listener<SlashCommandInteractionEvent> { event ->
            event.deferReply().queue()
            repeat(5) {
                delay(1)
                seen += "${CurrentEvent.get()?.name()} in ${event.name}"
            }
        }

        repeat(40) { bot.run("vote-$it") }

        eventually { seen.size == 200 }
        assertThat(seen).allMatch { it.matches(Regex("(vote-\\d+) in \\1")) }
        assertThat(CurrentEvent.get()).isNull()
    }

    @Test
    fun textCommand_isOverWhenItsCoroutineIs() {
        val integration = JdaIntegration.builder(bot.botmetry).textCommands(TextCommands.prefix("!", listOf("rank"))).build()
        start(integration = integration)
        bot.jda().listener<MessageReceivedEvent> {
            delay(50)
            see()
            CurrentEvent.reject("cooldown")
        }

        bot.alice.sends(bot.general, "!rank")

        eventually { bot.finished.isNotEmpty() }
        assertThat(bot.finished).containsExactly("rank REJECTED")
        assertThat(seen).containsExactly("rank")
        assertThat(bot.numbers.meanMillis("discord.command.duration", "rank", "text")).isGreaterThanOrEqualTo(50)
    }

    @Test
    fun coroutineInTheManagersScope_thatFails_isToldOnceWithItsEvent() {
        start()
        bot.jda().onCommand("vote") { event ->
            event.reply("voted").queue()
            bot.jda().scope.launch {
                delay(5)
                throw PlannedFailure()
            }
        }

        bot.run("vote")

        eventually { bot.finished.isNotEmpty() }
        assertThat(bot.failures).containsExactly("vote TASK PlannedFailure")
        assertThat(bot.finished).containsExactly("vote ERROR")
    }

    @Test
    fun errorOfAListener_isToldOnce_andEndsTheScopeAsJdaKtxHasIt() {
        start()
        bot.jda().onCommand("vote") { throw AssertionError() }

        bot.run("vote")

        await().dontCatchUncaughtExceptions().atMost(Simulated.SOON) // jda-ktx throws it on
            .until { !(bot.jda().eventManager as CoroutineEventManager).isActive }
        assertThat(bot.failures).containsExactly("vote LISTENER AssertionError")
    }

    @Test
    fun plainListener_amongSuspendingOnes_isObservedToo() {
        start(listeners = arrayOf(TestBot.on(SlashCommandInteractionEvent::class.java) { throw PlannedFailure() }))
        bot.jda().onCommand("vote") { see() }

        bot.run("vote")

        eventually { seen.isNotEmpty() }
        assertThat(bot.failures).containsExactly("vote LISTENER PlannedFailure")
    }

    @Test
    fun listener_canBeListedEqualAndCancelled() {
        start()
        val listener = bot.jda().listener<SlashCommandInteractionEvent> { event ->
            seen += event.name
            cancel()
        }
        assertThat(bot.jda().registeredListeners).containsExactly(listener)

        bot.run("first")
        eventually { seen.isNotEmpty() && bot.jda().registeredListeners.isEmpty() }

        bot.jda().addEventListener(listener)
        bot.jda().removeEventListener(listener)
        assertThat(bot.jda().registeredListeners).isEmpty()
    }

    @Test
    fun timeoutOfTheManager_endsTheListener_andIsNoFailureOfIt() {
        start(CoroutineEventManager(timeout = 20.milliseconds))
        bot.jda().listener<SlashCommandInteractionEvent> { event ->
            event.deferReply().queue()
            try {
                awaitCancellation()
            } finally {
                see()
            }
        }

        bot.run("vote")

        eventually { seen.isNotEmpty() && bot.finished.isNotEmpty() }
        assertThat(seen).containsExactly("vote")
        assertThat(bot.failures).isEmpty()
    }

    @Test
    fun timeoutThatTheBotSetsLater_isThatOfItsListeners() {
        val own = CoroutineEventManager()
        start(own)
        bot.jda().listener<SlashCommandInteractionEvent> {
            try {
                awaitCancellation()
            } finally {
                see()
            }
        }

        own.timeout = 200.milliseconds
        bot.run("first")
        eventually { seen.size == 1 }
        (bot.jda().eventManager as CoroutineEventManager).timeout = 100.milliseconds
        bot.run("second")

        eventually { seen.size == 2 }
        assertThat(seen).containsExactly("first", "second")
    }

    @Test
    fun timeoutOfTheListenersOwn_isAFailureOfIt() {
        start()
        bot.jda().onCommand("vote") { withTimeout(20) { awaitCancellation() } }

        bot.run("vote")

        eventually { bot.failures.isNotEmpty() }
        assertThat(bot.failures).containsExactly("vote LISTENER TimeoutCancellationException")
    }

    @Test
    fun listenersAtTheBotsOwnManager_areObserved_andStillCancelledThere() {
        val own = CoroutineEventManager()
        val early = own.listener<SlashCommandInteractionEvent> {
            delay(1)
            seen += "early ${CurrentEvent.get()?.name()}"
            throw PlannedFailure()
        }
        start(own)
        bot.jda().onCommand("vote") { seen += "observed" }
        val late = own.listener<SlashCommandInteractionEvent> { seen += "late ${CurrentEvent.get()?.name()}" }

        bot.run("vote")

        eventually { seen.size == 3 }
        assertThat(seen).containsExactly("early vote", "observed", "late vote")
        assertThat(bot.failures).containsExactly("vote LISTENER PlannedFailure")
        assertThat(bot.jda().registeredListeners).hasSize(3).contains(early, late)
        early.cancel()
        assertThat(bot.jda().registeredListeners).doesNotContain(early)
        bot.run("other")
        eventually { seen.size == 4 }
        assertThat(seen.last()).isEqualTo("late other")
    }

    @Test
    fun listenerAtTheBotsOwnManager_canBeRemovedAtJda() {
        val own = CoroutineEventManager()
        val early = own.listener<SlashCommandInteractionEvent> { seen += "early" }
        start(own)
        bot.jda().onCommand("vote") { seen += "observed" }

        bot.jda().removeEventListener(early)
        bot.run("vote")

        eventually { seen.isNotEmpty() }
        assertThat(seen).containsExactly("observed")
        assertThat((own.registeredListeners.single() as List<*>)).isEmpty()
    }

    private inner class OwnManager : CoroutineEventManager(getDefaultScope(context = EventContextElement.current())) {

        override suspend fun runListener(listener: Any, event: GenericEvent) {
            if (event is SlashCommandInteractionEvent) {
                seen += "own"
            }
            super.runListener(listener, event)
        }
    }

    @Test
    fun managerThatTheBotDerived_doesItsOwnWork() {
        start(OwnManager())
        bot.jda().onCommand("vote") {
            delay(5)
            see()
            throw PlannedFailure()
        }

        bot.run("vote")

        eventually { bot.numbers.count("discord.commands", "vote", "slash", "error") == 1L }
        assertThat(seen).containsExactly("own", "vote")
        assertThat(bot.failures).containsExactly("vote LISTENER PlannedFailure")
    }

    @Test
    fun coroutineOfTheBotsOwn_belongsToTheEventItIsLaunchedIn() {
        val scope = getDefaultScope(context = EventContextElement.current())
        start(listeners = arrayOf(TestBot.on(SlashCommandInteractionEvent::class.java) { event ->
            event.reply("voted").queue()
            scope.launch {
                delay(5)
                see()
                event.hook.sendMessage("and counted").queue()
            }
        }))

        bot.run("vote")
        eventually { seen.isNotEmpty() }
        scope.launch { see() }
        eventually { seen.size == 2 }

        assertThat(seen).containsExactly("vote", "nothing")
    }

    @Test
    fun coroutineManager_attachedTwice_isThere_andNothingIsWarnedOf() {
        LogLines(JdaIntegration::class.java.name).use { log ->
            val integration = JdaIntegration.create(bot.botmetry)
            bot.start(integration, { integration.attach(it.setEventManager(CoroutineEventManager())) })
            val manager = bot.jda().eventManager

            assertThat(manager).isInstanceOf(CoroutineEventManager::class.java)
            assertThat(integration.observed(manager)).isSameAs(manager)
            bot.jda().addEventListener(object : CoroutineEventListener {
                override suspend fun onEvent(event: GenericEvent) = see()
            })
            bot.run("vote")
            eventually { seen.contains("vote") }
            assertThat(log.messages()).isEmpty()
        }
    }
}
