package io.github.botmetry.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.pingbot.PingBot;
import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.StatsDLine;
import io.github.botmetry.testing.UdpCapture;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The main job: a real JDA bot whose commands arrive at StatsD and whose errors arrive at Sentry. */
class MainJobTest {

    private static final int COMMANDS = 1_000;
    private static final int USERS = 20;
    private static final int FAILING = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void thousandCommands_over2Shards_arriveExactlyOnce_andEachErrorWithItsUser() throws Exception {
        Map<String, Long> failedByUser;
        List<SentryReceiver.Report> reports;
        Set<String> declared;
        try (UdpCapture capture = UdpCapture.plain();
                SentryReceiver sentry = new SentryReceiver();
                DiscordSimulator discord = DiscordSimulator.builder().shards(2).build()) {
            Sentry.init(options -> {
                options.setDsn(sentry.dsn());
                options.setMaxQueueSize(COMMANDS);
            });
            StatsD statsd = StatsD.builder()
                    .host(capture.host())
                    .port(capture.port())
                    .prefix("mybot")
                    .interval(Duration.ofMillis(200))
                    .build();
            try (Botmetry botmetry = Botmetry.builder()
                    .install(statsd)
                    .install(SentryIntegration.create())
                    .strict(true)
                    .build()) {
                failedByUser = runCommands(discord, botmetry);
                Awaitility.await().atMost(LIMIT).until(() -> sentry.reports() == FAILING);
                declared = plainNames(botmetry);
            } finally {
                Sentry.close();
            }
            capture.settle();
            reports = sentry.latest();
            assertNumbers(capture, declared);
        }

        assertThat(reports)
                .hasSize(FAILING)
                .allMatch(report ->
                        report.command().equals("fail") && report.error().equals("IllegalStateException"));
        assertThat(reports.stream()
                        .collect(Collectors.groupingBy(
                                report -> report.userId() + " " + report.userName(), Collectors.counting())))
                .isEqualTo(failedByUser);
    }

    @Test
    void bot_whoseStatsDHostIsUnknown_answersAsAlways() throws Exception {
        StatsD unknown = StatsD.builder()
                .host("no-such-host.invalid")
                .interval(Duration.ofMillis(20))
                .build();
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build();
                Botmetry botmetry = Botmetry.builder().install(unknown).build()) {
            ShardManager bot = start(discord, botmetry);
            SimulatedUser alice = discord.guild("First").member("alice");
            Interaction ping = alice.runs("ping").in(discord.guild("First").textChannel("general"));

            assertThat(ping.awaitReply(LIMIT).content()).isEqualTo("Pong!");
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> !botmetry.health().get("statsd").isUp());
            Interaction again = alice.runs("ping").in(discord.guild("First").textChannel("general"));
            assertThat(again.awaitReply(LIMIT).content()).isEqualTo("Pong!");
            stop(bot);
        }
    }

    private static void assertNumbers(UdpCapture capture, Set<String> declared) {
        assertThat(capture.malformed()).isEmpty();
        assertThat(capture.counter("mybot.commands.ping") + capture.counter("mybot.commands.roll"))
                .isEqualTo(COMMANDS - FAILING);
        assertThat(capture.counter("mybot.commands.ping.ok") + capture.counter("mybot.commands.roll.ok"))
                .isEqualTo(COMMANDS - FAILING);
        assertThat(capture.counter("mybot.commands.fail")).isEqualTo(FAILING);
        assertThat(capture.counter("mybot.commands.fail.error")).isEqualTo(FAILING);
        assertThat(capture.counter("mybot.errors.listener.IllegalStateException"))
                .isEqualTo(FAILING);
        long timed = 0;
        for (String command : List.of("ping", "roll", "fail")) {
            timed += capture.timingCount("mybot.commands." + command + ".duration");
        }
        assertThat(timed).isEqualTo(COMMANDS);
        assertThat(capture.parsed()).extracting(StatsDLine::name).isSubsetOf(declared);
    }

    /** What series of declared instruments, and the bot's own counter, are called on the wire. */
    private static Set<String> plainNames(Botmetry botmetry) {
        return StreamSupport.stream(botmetry.wiring().series().spliterator(), false)
                .filter(series -> series.definition().isDeclared()
                        || series.definition().name().equals("dice.rolled"))
                .flatMap(series -> series.definition().plainNames(series.labelValues()).stream())
                .map(name -> "mybot." + name)
                .collect(Collectors.toSet());
    }

    /** Runs the commands and gives how often each user's failed, by id and name. */
    private static Map<String, Long> runCommands(DiscordSimulator discord, Botmetry botmetry)
            throws InterruptedException {
        List<SimulatedChannel> channels = List.of(
                discord.guild("First").textChannel("general"),
                discord.guild("Second").textChannel("general"));
        List<SimulatedUser> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add(discord.guild(i % 2 == 0 ? "First" : "Second").member("user" + i));
        }
        ShardManager bot = start(discord, botmetry);
        List<Interaction> answered = new ArrayList<>();
        List<SimulatedUser> failed = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            SimulatedUser user = users.get(i / 10 % USERS);
            SimulatedChannel channel = channels.get(i / 10 % USERS % 2);
            if (i % 10 == 0) {
                user.runs("fail").in(channel);
                failed.add(user);
            } else {
                answered.add(user.runs(i % 3 == 0 ? "roll" : "ping").in(channel));
            }
        }
        answered.forEach(interaction -> interaction.awaitAcknowledged(LIMIT));
        Awaitility.await().atMost(LIMIT).until(() -> counted(botmetry) == COMMANDS);
        stop(bot);
        return failed.stream()
                .collect(Collectors.groupingBy(user -> user.id() + " " + user.name(), Collectors.counting()));
    }

    private static long counted(Botmetry botmetry) {
        return StreamSupport.stream(botmetry.wiring().series().spliterator(), false)
                .filter(series -> series.definition().name().equals("discord.commands"))
                .mapToLong(series -> ((io.github.botmetry.stats.CounterSeries) series).total())
                .sum();
    }

    private static void stop(ShardManager bot) throws InterruptedException {
        List<JDA> shards = List.copyOf(bot.getShards());
        bot.shutdown();
        for (JDA shard : shards) {
            shard.shutdownNow();
            assertThat(shard.awaitShutdown(LIMIT)).isTrue();
        }
    }

    private static ShardManager start(DiscordSimulator discord, Botmetry botmetry) throws InterruptedException {
        DefaultShardManagerBuilder builder = DefaultShardManagerBuilder.createDefault(discord.token())
                .setRestConfigProvider(shard -> new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController())
                .addEventListeners(new PingBot(botmetry));
        JdaIntegration.create(botmetry).attach(builder);
        ShardManager manager = builder.build();
        Awaitility.await().atMost(LIMIT).until(() -> manager.getShards().size() == 2); // the second comes later
        for (JDA shard : manager.getShards()) {
            shard.awaitReady();
        }
        return manager;
    }
}
