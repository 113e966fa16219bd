package io.github.botmetry.jda

import io.github.botmetry.event.CurrentEvent
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent
import net.dv8tion.jda.api.hooks.ListenerAdapter
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

/** Bots as many public ones are written: a plain listener defers, and launches its work in a scope of the bot's own. */
class CoroutineScopeBotTest {

    private class PlannedFailure : RuntimeException()

    private val bot = TestBot.lenient()
    private var scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private val seen = CopyOnWriteArrayList<String>()

    @AfterEach
    fun stop() {
        scope.cancel()
        bot.close()
    }

    private inner class Commands(private val isDeferring: Boolean) : ListenerAdapter() {

        override fun onSlashCommandInteraction(event: SlashCommandInteractionEvent) {
            if (isDeferring) {
                event.deferReply().queue()
            }
            scope.launch {
                delay(5)
                seen += CurrentEvent.get()?.name() ?: "nothing"
                if (isDeferring) {
                    event.hook.sendMessage("done").submit().await()
                } else {
                    event.reply("done").submit().await()
                }
                throw PlannedFailure()
            }
        }
    }

    private fun runDeferred() {
        bot.start(Commands(isDeferring = true))
        bot.run("vote")
        await().dontCatchUncaughtExceptions().atMost(Simulated.SOON).until { bot.failures.isNotEmpty() }
    }

    @Test
    fun scopeThatTakesTheEventAlong_hasItsFailuresInTheCommand() {
        scope = CoroutineScope(SupervisorJob() + Dispatchers.Default + EventContextElement.current())

        runDeferred()

        await().dontCatchUncaughtExceptions().atMost(Simulated.SOON).until { bot.finished.isNotEmpty() }
        assertThat(seen).containsExactly("vote")
        assertThat(bot.failures).singleElement().asString().matches("vote (TASK|UNCAUGHT) PlannedFailure")
        assertThat(bot.finished).containsExactly("vote ERROR")
        assertThat(bot.calls).filteredOn { it.startsWith("vote POST") }.hasSize(2)
        assertThat(bot.botmetry.warnings()).isEmpty()
    }

    @Test
    fun scopeWithAHandlerOfItsOwn_reportsIntoTheCommand() {
        scope = CoroutineScope(SupervisorJob() + Dispatchers.Default + EventContextElement.current() +
            CoroutineExceptionHandler { _, error -> bot.botmetry.report(error) })

        runDeferred()

        await().atMost(Simulated.SOON).until { bot.finished.isNotEmpty() }
        assertThat(bot.failures).containsExactly("vote REPORTED PlannedFailure")
        assertThat(bot.finished).containsExactly("vote ERROR")
    }

    @Test
    fun plainScope_isReported_andNamedWithItsCure() {
        bot.start(Commands(isDeferring = false))

        bot.run("vote").awaitReply(Simulated.SOON)

        await().dontCatchUncaughtExceptions().atMost(Simulated.SOON).until {
            bot.failures.isNotEmpty() && bot.botmetry.warnings().isNotEmpty()
        }
        assertThat(seen).containsExactly("nothing")
        assertThat(bot.failures).singleElement().asString().endsWith("UNCAUGHT PlannedFailure")
        assertThat(Warned.of(bot.botmetry)).singleElement().asString()
            .startsWith("unwrapped-pool threads \"DefaultDispatcher-worker-*\": \"vote\" is answered there")
    }
}
