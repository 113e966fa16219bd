package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.simulator.DiscordSimulator;
import java.time.Duration;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** Builders that lead the real JDA to a simulator, and a JDA's end. */
final class Simulated {

    /** A limit, not a wait: long enough for a machine that is busy with other things. */
    static final Duration SOON = Duration.ofSeconds(30);

    private Simulated() {}

    static JDABuilder builder(DiscordSimulator discord) {
        return JDABuilder.createDefault(discord.token(), GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setEnableShutdownHook(false);
    }

    static DefaultShardManagerBuilder shards(DiscordSimulator discord) {
        return DefaultShardManagerBuilder.createDefault(
                        discord.token(), GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfigProvider(shard -> new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController())
                .setEnableShutdownHook(false);
    }

    static void end(JDA jda) {
        jda.shutdownNow();
        try {
            if (!jda.awaitShutdown(SOON)) {
                throw new AssertionError("JDA did not shut down, it is " + jda.getStatus());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** JDA ends its limiter by an interrupt, which may throw on that thread: nothing that an await should fail for. */
    static void awaitNoSchedulerThreads() {
        await().dontCatchUncaughtExceptions()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("JDA RateLimit-Scheduler")
                                || thread.getName().startsWith("JDA Gateway")));
    }
}
