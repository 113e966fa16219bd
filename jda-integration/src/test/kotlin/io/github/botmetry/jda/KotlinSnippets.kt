package io.github.botmetry.jda

import dev.minn.jda.ktx.coroutines.await
import dev.minn.jda.ktx.events.CoroutineEventManager
import dev.minn.jda.ktx.events.getDefaultScope
import dev.minn.jda.ktx.events.onCommand
import dev.minn.jda.ktx.jdabuilder.injectKTX
import dev.minn.jda.ktx.jdabuilder.light
import io.github.botmetry.Botmetry
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import net.dv8tion.jda.api.JDA

/** The Kotlin in docs/frameworks.md, compiled. */
private object KotlinSnippets {

    fun bot(token: String, botmetry: Botmetry): JDA {
        val jda = light(token) {
            injectKTX()
            JdaIntegration.create(botmetry).attach(this) // the last call
        }
        jda.onCommand("vote") { event ->
            delay(1.seconds)
            event.reply("voted").await() // still in /vote: this request, and whatever is thrown
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
