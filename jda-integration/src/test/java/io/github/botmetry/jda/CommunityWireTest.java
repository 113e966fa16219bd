package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.jda.community.CommunityStats;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.UdpCapture;
import java.time.Duration;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a StatsD server is told: the names for which Python Discord's dashboards ask. */
class CommunityWireTest {

    private UdpCapture capture;
    private TestBot bot;

    @BeforeEach
    void start() {
        capture = UdpCapture.plain();
        StatsD statsD = StatsD.builder()
                .host(capture.host())
                .port(capture.port())
                .prefix("bot")
                .interval(Duration.ofMillis(100))
                .build();
        bot = new TestBot(settings -> settings.install(statsD), UnaryOperator.identity());
    }

    @AfterEach
    void stop() {
        bot.close();
        capture.close();
    }

    private void start(CommunityStats community) throws InterruptedException {
        JdaIntegration integration =
                JdaIntegration.builder(bot.botmetry).community(community).build();
        bot.start(integration, UnaryOperator.identity(), TestBot.on(SlashCommandInteractionEvent.class, command -> {
            if (command.getName().equals("break")) {
                throw new IllegalStateException("broken");
            }
            command.reply("pong").queue();
        }));
    }

    private void awaitLine(String line) {
        capture.await(seen -> seen.lines().contains(line));
    }

    @Test
    void oneGuild_isTold_byteForByteAsPythonDiscordDoes() throws InterruptedException {
        SimulatedGuild garden = bot.discord.guild("Garden").memberCount(400_000).boosts(14, 2);
        SimulatedChannel forum = garden.forum("python-help");
        SimulatedChannel lounge = garden.textChannel("staff-lounge");
        start(CommunityStats.builder()
                .guild(garden.id())
                .forum(forum.id(), "help")
                .build());

        bot.alice.sends(bot.general, "good morning");
        bot.alice.sends(lounge, "good morning");
        bot.run("ping");
        bot.run("break");
        SimulatedUser bob = garden.member("bob");
        SimulatedChannel post = forum.post(bob, "Why?", "It withers");
        bot.alice.sends(post, "Water it");
        capture.await(seen -> seen.gauge("bot.help.total.in_use") == 1);
        post.archive();

        awaitLine("bot.channels.general:1|c");
        awaitLine("bot.channels.staff_lounge:1|c");
        awaitLine("bot.commands.ping:1|c");
        awaitLine("bot.errors.listener.IllegalStateException:1|c");
        awaitLine("bot.guild.total_members:400001|g");
        awaitLine("bot.boost.amount:14|g");
        awaitLine("bot.boost.tier:2|g");
        awaitLine("bot.help.total.in_use:1|g");
        awaitLine("bot.help.total.in_use:0|g");
        awaitLine("bot.help.dormant_calls.archived:1|c");
        awaitLine("bot.help.sessions.answered:1|c");
        capture.await(seen -> seen.counter("bot.messages") == 4);
        capture.await(seen -> seen.counter("bot.channels.python_help") == 2);
        capture.await(seen -> seen.counter("bot.guild.joins") == 1);
        capture.await(seen -> seen.timingCount("bot.help.in_use_time") == 1);
        assertThat(capture.malformed()).isEmpty();
    }

    @Test
    void guildsWithAliases_areToldApart() throws InterruptedException {
        SimulatedGuild garden = bot.discord.guild("Garden").boosts(14, 2);
        SimulatedGuild park = bot.discord.guild("Park").memberCount(20);
        start(CommunityStats.builder()
                .guild(garden.id(), "garden")
                .guild(park.id(), "park")
                .build());

        bot.alice.sends(bot.general, "good morning");
        park.member("bob").sends(park.textChannel("general"), "good morning");

        awaitLine("bot.garden.channels.general:1|c");
        awaitLine("bot.park.channels.general:1|c");
        awaitLine("bot.garden.messages:1|c");
        awaitLine("bot.park.total_members:21|g");
        awaitLine("bot.park.joins:1|c");
        awaitLine("bot.garden.boost.amount:14|g");
        awaitLine("bot.park.boost.tier:0|g");
        capture.await(seen -> seen.counter("bot.messages") == 2);
        assertThat(capture.lines()).noneMatch(line -> line.startsWith("bot.guild."));
    }
}
