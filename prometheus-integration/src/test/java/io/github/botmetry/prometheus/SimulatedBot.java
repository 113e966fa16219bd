package io.github.botmetry.prometheus;

import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** The real JDA at a simulator, with a bot that answers {@code /ping} and fails at {@code /broken}. */
final class SimulatedBot implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final DiscordSimulator discord = DiscordSimulator.builder().build();
    private final SimulatedGuild garden = discord.guild("Garden");
    private final SimulatedChannel general = garden.textChannel("general");
    private final SimulatedUser alice = garden.member("alice");
    private final JDA jda;

    private static final class Commands extends ListenerAdapter {
        @Override
        public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            event.reply("pong").queue();
            if (event.getName().equals("broken")) {
                throw new IllegalStateException("as it was asked to");
            }
        }
    }

    SimulatedBot(Scraped scraped) {
        JDABuilder builder = JDABuilder.createDefault(
                        discord.token(), GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setEnableShutdownHook(false)
                .addEventListeners(new Commands());
        JdaIntegration.create(scraped.botmetry).attach(builder);
        jda = builder.build();
        try {
            jda.awaitReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs the command so often, each after the answer to the one before. */
    void run(String command, int times) {
        for (int i = 0; i < times; i++) {
            alice.runs(command).in(general).awaitReply(SOON);
        }
    }

    /** The ids of everybody and everything that took part. */
    List<String> ids() {
        long message = alice.sends(general, "a text that is in no label").id();
        return LongStream.of(alice.id(), garden.id(), general.id(), message)
                .mapToObj(String::valueOf)
                .toList();
    }

    @Override
    public void close() {
        jda.shutdownNow();
        try {
            if (!jda.awaitShutdown(SOON)) {
                throw new AssertionError("JDA did not shut down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            discord.close();
        }
    }
}
