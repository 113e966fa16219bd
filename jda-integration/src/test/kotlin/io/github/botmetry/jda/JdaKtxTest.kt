package io.github.botmetry.jda

import dev.minn.jda.ktx.coroutines.await
import dev.minn.jda.ktx.events.CoroutineEventManager
import dev.minn.jda.ktx.events.listener
import dev.minn.jda.ktx.events.onButton
import dev.minn.jda.ktx.events.onCommand
import dev.minn.jda.ktx.events.onCommandAutocomplete
import dev.minn.jda.ktx.events.onStringSelect
import dev.minn.jda.ktx.interactions.components.TextInput
import dev.minn.jda.ktx.interactions.components.replyModal
import io.github.botmetry.event.CurrentEvent
import io.github.botmetry.jda.KotlinSnippets.Builders
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.delay
import net.dv8tion.jda.api.JDA
import net.dv8tion.jda.api.JDABuilder
import net.dv8tion.jda.api.components.textinput.TextInputStyle
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent
import net.dv8tion.jda.api.requests.RestConfig
import net.dv8tion.jda.api.utils.ConcurrentSessionController
import org.assertj.core.api.Assertions.assertThat
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** Bots as users of jda-ktx write them, with the lines that docs/frameworks.md shows. */
internal class JdaKtxTest {

    private class PlannedFailure : RuntimeException()

    private val bot = TestBot.lenient()

    @AfterEach
    fun stop() = bot.close()

    private fun simulated(builder: JDABuilder) {
        builder.setRestConfig(RestConfig().setBaseUrl(bot.discord.restUrl()))
            .setSessionController(object : ConcurrentSessionController() {
                override fun getGateway() = bot.discord.gatewayUrl()
            })
            .setEnableShutdownHook(false)
    }

    private fun snippets(builders: Builders = Builders.LIGHT, settings: JDABuilder.() -> Unit = {}) =
        KotlinSnippets(bot.botmetry, builders) {
            simulated(this)
            settings()
        }

    private fun start(builders: Builders = Builders.LIGHT, settings: JDABuilder.() -> Unit = {}): JDA =
        bot.started(snippets(builders, settings).bot(bot.discord.token())).jda()

    private fun eventually(assertion: () -> Unit) = await().atMost(Simulated.SOON).untilAsserted(assertion)

    private fun commands() = bot.numbers.counts("discord.commands")

    private fun interactions() = bot.numbers.counts("discord.interactions")

    @ParameterizedTest
    @EnumSource
    fun everyKindOfInteraction_isCountedWithItsOutcome(builders: Builders) {
        val message = bot.general.earlierBotMessage("vote").button("vote", "Vote").select("colour", "red", "blue").post()
        val jda = start(builders)
        jda.onCommand("ban") { event ->
            CurrentEvent.reject("permission")
            event.reply("no").await()
        }
        jda.onCommand("fail") { event ->
            event.deferReply().await()
            throw PlannedFailure()
        }
        jda.onButton("vote") { event -> event.deferEdit().await() }
        jda.onStringSelect("colour") { event ->
            event.deferEdit().await()
            throw PlannedFailure()
        }
        jda.onCommandAutocomplete("find") { event -> event.replyChoiceStrings("a").await() }

        assertThat(bot.run("vote").awaitReply(Simulated.SOON).content()).isEqualTo("voted")
        bot.run("ban")
        bot.run("fail")
        bot.alice.presses(message, "vote")
        bot.alice.chooses(message, "colour", "red")
        bot.alice.completes("find").focused("query", "a").`in`(bot.general)

        eventually {
            assertThat(commands()).isEqualTo(mapOf("ban/slash/rejected" to 1L, "fail/slash/error" to 1L, "vote/slash/ok" to 1L))
            assertThat(interactions()).isEqualTo(
                mapOf("autocomplete/acked" to 1L, "button/acked" to 1L, "select/acked" to 1L, "slash/acked" to 3L))
            assertThat(bot.failures).containsExactlyInAnyOrder("fail LISTENER PlannedFailure", "colour LISTENER PlannedFailure")
        }
        assertThat(bot.numbers.timings("discord.command.duration", "vote", "slash")).isEqualTo(1)
        assertThat(bot.calls).anyMatch { it.startsWith("vote POST") }
        assertThat(bot.botmetry.warnings()).isEmpty()
    }

    @ParameterizedTest
    @EnumSource
    fun modal_isCountedWithItsFailure(builders: Builders) {
        assumeTrue(JDABuilder::class.java.classLoader.getResource("net/dv8tion/jda/api/components/label/Label.class") != null)
        val jda = start(builders)
        ModalHandlers.addTo(jda)

        val modal = bot.run("report").awaitModal(Simulated.SOON)
        bot.alice.submits(modal).with("reason", "spam").send()

        eventually {
            assertThat(interactions()).isEqualTo(mapOf("modal/acked" to 1L, "slash/acked" to 1L))
            assertThat(bot.failures).containsExactly("report LISTENER PlannedFailure")
        }
        assertThat(commands()).isEqualTo(mapOf("report/slash/ok" to 1L))
    }

    /** Loaded only with the JDA that it is for. */
    private object ModalHandlers {
        fun addTo(jda: JDA) {
            jda.onCommand("report") { event ->
                (event as SlashCommandInteractionEvent).replyModal("report", "Report") {
                    label("Reason", child = TextInput("reason", TextInputStyle.SHORT))
                }.await()
            }
            jda.listener<ModalInteractionEvent> { event ->
                event.reply("thanks").await()
                throw PlannedFailure()
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    fun explicitLines_doTheSame(builders: Builders) {
        bot.started(snippets(builders).explicitBot(bot.discord.token()))
        bot.jda().onCommand("fail") {
            delay(5)
            throw PlannedFailure()
        }

        bot.run("fail")

        eventually { assertThat(commands()).isEqualTo(mapOf("fail/slash/error" to 1L)) }
        assertThat(bot.failures).containsExactly("fail LISTENER PlannedFailure")
        assertThat(bot.botmetry.warnings()).isEmpty()
    }

    @Test
    fun listenersOfTheBuilder_areObservedToo_andCalledOnce() {
        val calls = CopyOnWriteArrayList<String>()
        val listener = TestBot.on(SlashCommandInteractionEvent::class.java) { event ->
            calls += CurrentEvent.get()?.name()
            event.reply("done").queue()
            throw PlannedFailure()
        }
        val jda = start { addEventListeners(listener) }

        bot.run("rank").awaitReply(Simulated.SOON)

        eventually { assertThat(commands()).isEqualTo(mapOf("rank/slash/error" to 1L)) }
        assertThat(calls).containsExactly("rank")
        assertThat(bot.failures).containsExactly("rank LISTENER PlannedFailure")
        assertThat(jda.eventManager).isInstanceOf(CoroutineEventManager::class.java)
        assertThat(jda.registeredListeners).contains(listener)
        jda.removeEventListener(listener)
        assertThat(jda.registeredListeners).doesNotContain(listener)
        bot.run("rank")
        eventually { assertThat(interactions().values.sum()).isEqualTo(2L) }
        assertThat(calls).hasSize(1)
    }

    /** The second integration is not the one of the builder, which the JDA does not show: so its manager is left alone. */
    @Test
    fun severalIntegrations_getTheLinesToWrite() {
        JdaIntegration.create(bot.botmetry).attach(JDABuilder.createLight("another token"))

        start()

        eventually {
            assertThat(bot.botmetry.warnings()).singleElement().asString()
                .contains("the event manager was replaced", "injectKTX()", "enableCoroutines = false")
        }
    }
}
