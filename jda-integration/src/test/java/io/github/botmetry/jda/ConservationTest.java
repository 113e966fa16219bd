package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.jda.community.CommunityStats;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.RateLimitScope;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.UdpCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.junit.jupiter.api.Test;

/**
 * Every number equals what the simulator did: 10,000 mixed actions in two guilds on two shards, with refusals, rate limits,
 * server errors and lost connections on the way, at the cells and at a StatsD server.
 */
class ConservationTest {

    private static final int ROUNDS = 1_000;
    private static final int REFUSED = 10;
    private static final int REPEATED = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final UdpCapture server = UdpCapture.plain();
    private final Botmetry botmetry = Botmetry.builder()
            .strict(true)
            .shutdownHook(false)
            .install(StatsD.builder()
                    .host(server.host())
                    .port(server.port())
                    .prefix("bot")
                    .build())
            .build();
    private final Numbers numbers = new Numbers(botmetry);
    private final DiscordSimulator discord =
            DiscordSimulator.builder().shards(2).build();
    private final SimulatedGuild garden = discord.guild(1_000L << 22, "Garden");
    private final SimulatedGuild park = discord.guild(1_001L << 22, "Park");
    private final SimulatedChannel general = garden.textChannel("general");
    private final SimulatedChannel lawn = park.textChannel("lawn");
    private final SimulatedUser alice = garden.member("alice");
    private final SimulatedUser bob = park.member("bob");

    private static void command(SlashCommandInteractionEvent event) {
        switch (event.getName()) {
            case "deny" -> {
                CurrentEvent.reject("cooldown");
                event.reply("no").setEphemeral(true).queue();
            }
            case "fail" -> throw new IllegalStateException("planned");
            default -> event.reply("pong").queue();
        }
    }

    private static void message(MessageReceivedEvent event) {
        if (event.getMessage().getContentRaw().equals("echo")) {
            event.getChannel().sendMessage("echo!").queue();
        }
    }

    private static EventListener[] listeners() {
        return new EventListener[] {
            on(SlashCommandInteractionEvent.class, ConservationTest::command),
            on(ButtonInteractionEvent.class, event -> event.deferEdit().queue()),
            on(MessageReceivedEvent.class, ConservationTest::message)
        };
    }

    @Test
    void everyNumber_equalsWhatTheSimulatorDid() throws Exception {
        SimulatedChannel thread = general.thread("help", alice);
        SimulatedMessage vote =
                general.earlierBotMessage("vote").button("vote:17", "Vote").post();
        CommunityStats community = CommunityStats.builder()
                .guild(garden.id(), "garden")
                .guild(park.id(), "park")
                .build();
        JdaIntegration integration =
                JdaIntegration.builder(botmetry).community(community).build();
        ShardManager bot = integration
                .attach(Simulated.shards(discord).addEventListeners((Object[]) listeners()))
                .build();
        try {
            await().atMost(Simulated.SOON)
                    .until(() -> bot.getShards().size() == 2
                            && bot.getStatuses().values().stream().allMatch(JDA.Status.CONNECTED::equals));
            orderFaults();
            for (int round = 1; round <= ROUNDS; round++) {
                if (round % 100 == 1) { // fewer at a time than JDA repeats one request
                    discord.on("POST", "/interactions/{id}/{token}/callback")
                            .times(REPEATED / 10)
                            .answer(503);
                }
                act(thread, vote);
                if (round % 250 == 0) {
                    loseConnections(round / 250);
                }
            }
            await().atMost(PATIENCE).untilAsserted(this::assertThatAllIsOver);
        } finally {
            bot.getShards().forEach(Simulated::end);
            bot.shutdown();
            discord.close();
            botmetry.close();
        }
        assertCommandsAndErrors();
        assertEvents();
        assertRequests();
        assertWire();
        server.close();
    }

    private void orderFaults() {
        discord.on("POST", "/channels/{id}/messages").times(REFUSED).answer(403, 50013);
        discord.on("POST", "/channels/{id}/messages").times(2).rateLimit(RateLimitScope.USER, Duration.ofSeconds(1));
    }

    /** Ten actions, which wait for the last answer: so neither side runs away from the other. */
    private void act(SimulatedChannel thread, SimulatedMessage vote) {
        List<Interaction> open = new ArrayList<>();
        alice.sends(general, "hello");
        bob.sends(lawn, "hello");
        alice.sends(thread, "hello");
        bob.sends(lawn, "echo");
        alice.sendsDirectly("hello");
        open.add(alice.runs("ping").in(general));
        open.add(bob.runs("ping").in(lawn));
        open.add(bob.runs("deny").in(lawn));
        alice.runs("fail").in(general);
        open.add(alice.presses(vote, "vote:17"));
        open.forEach(interaction -> interaction.awaitAcknowledged(PATIENCE));
    }

    private void loseConnections(int times) {
        discord.shard(0).close(4000);
        discord.shard(1).requestReconnect();
        discord.shard(0).awaitResumed(times, Simulated.SOON);
        discord.shard(1).awaitResumed(times, Simulated.SOON);
    }

    private void assertThatAllIsOver() {
        assertThat(numbers.total("discord.interactions")).isEqualTo(5L * ROUNDS);
        assertThat(discord.requests().count("POST", "/channels/{id}/messages")).isEqualTo(ROUNDS + 2);
        assertThat(numbers.gauge("discord.rest.queue.size")).isZero();
        assertThat(numbers.total("discord.rest.requests"))
                .isEqualTo(discord.requests().all().size());
    }

    private void assertCommandsAndErrors() {
        assertThat(numbers.counts("discord.commands"))
                .containsOnly(
                        Map.entry("ping/slash/ok", 2L * ROUNDS),
                        Map.entry("deny/slash/rejected", (long) ROUNDS),
                        Map.entry("fail/slash/error", (long) ROUNDS));
        assertThat(numbers.timings("discord.command.duration", "ping", "slash")).isEqualTo(2L * ROUNDS);
        assertThat(numbers.timings("discord.interaction.ack.duration", "button", "vote:*"))
                .isEqualTo(ROUNDS);
        assertThat(numbers.counts("discord.interactions"))
                .containsOnly(
                        Map.entry("slash/acked", 3L * ROUNDS),
                        Map.entry("slash/never", (long) ROUNDS),
                        Map.entry("button/acked", (long) ROUNDS));
        assertThat(numbers.counts("discord.errors"))
                .containsOnly(
                        Map.entry("listener/IllegalStateException", (long) ROUNDS),
                        Map.entry("rest/ErrorResponseException", (long) REFUSED));
    }

    private void assertEvents() {
        assertThat(numbers.counts("discord.messages"))
                .containsOnly(Map.entry("garden/general", 2L * ROUNDS), Map.entry("park/lawn", 2L * ROUNDS));
        assertThat(events("MessageReceivedEvent")).isEqualTo(discord.dispatched("MESSAGE_CREATE"));
        assertThat(events("SlashCommandInteractionEvent") + events("ButtonInteractionEvent"))
                .isEqualTo(discord.dispatched("INTERACTION_CREATE"))
                .isEqualTo(5L * ROUNDS);
        long resumed = discord.shard(0).resumeCount() + discord.shard(1).resumeCount();
        assertThat(numbers.count("discord.gateway.sessions", "resumed", "none", "none"))
                .isEqualTo(resumed)
                .isEqualTo(8);
    }

    private long events(String event) {
        return numbers.count("discord.gateway.events", event, "0")
                + numbers.count("discord.gateway.events", event, "1");
    }

    private void assertRequests() {
        assertThat(numbers.total("discord.rest.requests"))
                .isEqualTo(discord.requests().all().size());
        String callbacks = "POST/interactions/{interaction_id}/{interaction_token}/callback/";
        assertThat(numbers.counts("discord.rest.requests"))
                .containsEntry(callbacks + "200/0", 4L * ROUNDS)
                .containsEntry(callbacks + "503/0", (long) REPEATED)
                .containsEntry("POST/channels/{channel_id}/messages/403/50013", (long) REFUSED)
                .containsEntry("POST/channels/{channel_id}/messages/429/0", 2L)
                .containsEntry("POST/channels/{channel_id}/messages/200/0", (long) ROUNDS - REFUSED);
        assertThat(numbers.counts("discord.rest.retries"))
                .containsOnly(Map.entry("rate_limit", 2L), Map.entry("server", (long) REPEATED));
        assertThat(numbers.count("discord.rest.invalid_requests", "403")).isEqualTo(REFUSED);
    }

    private void assertWire() {
        server.settle();
        assertThat(server.malformed()).isEmpty();
        assertThat(server.counter("bot.commands.ping")).isEqualTo(2L * ROUNDS);
        assertThat(server.counter("bot.commands.fail.error")).isEqualTo(ROUNDS);
        assertThat(server.counter("bot.commands.deny.rejected")).isEqualTo(ROUNDS);
        assertThat(server.counter("bot.errors.listener.IllegalStateException")).isEqualTo(ROUNDS);
        assertThat(server.counter("bot.messages")).isEqualTo(4L * ROUNDS);
        assertThat(server.counter("bot.garden.channels.general")).isEqualTo(2L * ROUNDS);
        assertThat(server.counter("bot.interactions.slash.never")).isEqualTo(ROUNDS);
        assertThat(server.counter("bot.rest.503")).isEqualTo(REPEATED);
        assertThat(server.counter("bot.gateway.resumed")).isEqualTo(8);
        assertThat(server.timingCount("bot.commands.ping.duration")).isEqualTo(2L * ROUNDS);
    }
}
