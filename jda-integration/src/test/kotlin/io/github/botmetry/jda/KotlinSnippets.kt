package io.github.botmetry.jda

import dev.minn.jda.ktx.coroutines.await
import dev.minn.jda.ktx.events.CoroutineEventManager
import dev.minn.jda.ktx.events.getDefaultScope
import dev.minn.jda.ktx.events.onCommand
import dev.minn.jda.ktx.jdabuilder.injectKTX
import io.github.botmetry.Botmetry
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import net.dv8tion.jda.api.JDA
import net.dv8tion.jda.api.JDABuilder

/**
 * The Kotlin in docs/frameworks.md, which [JdaKtxTest] runs.
 *
 * @param simulated leads a builder to the simulator, before the block of the snippet
 */
internal class KotlinSnippets(
    private val botmetry: Botmetry,
    private val real: Builders,
    private val simulated: JDABuilder.() -> Unit,
) {

    /** The builders of jda-ktx that a bot may call; what is not said here is as jda-ktx has it. */
    enum class Builders { LIGHT, DEFAULT }

    private inline fun light(token: String, crossinline builder: JDABuilder.() -> Unit): JDA = when (real) {
        Builders.LIGHT -> dev.minn.jda.ktx.jdabuilder.light(token) { simulated(); builder() }
        Builders.DEFAULT -> dev.minn.jda.ktx.jdabuilder.default(token) { simulated(); builder() }
    }

    private inline fun light(token: String, enableCoroutines: Boolean, crossinline builder: JDABuilder.() -> Unit): JDA =
        when (real) {
            Builders.LIGHT -> dev.minn.jda.ktx.jdabuilder.light(token, enableCoroutines) { simulated(); builder() }
            Builders.DEFAULT -> dev.minn.jda.ktx.jdabuilder.default(token, enableCoroutines) { simulated(); builder() }
        }

    fun bot(token: String): JDA {
        val jda = light(token) {
            JdaIntegration.create(botmetry).attach(this) // the last call in the block
        }
        jda.onCommand("vote") { event ->
            delay(1.seconds)
            event.reply("voted").await() // still in /vote: this request, and whatever is thrown
        }
        return jda
    }

    fun explicitBot(token: String): JDA {
        val jda = light(token, enableCoroutines = false) {
            injectKTX()
            JdaIntegration.create(botmetry).attach(this)
        }
        return jda
    }

    fun scope(): CoroutineScope {
        val scope = getDefaultScope(context = EventContextElement.current())
        return scope
    }

    fun manager() = OwnManager()

    class OwnManager : CoroutineEventManager(getDefaultScope(context = EventContextElement.current()))
}
