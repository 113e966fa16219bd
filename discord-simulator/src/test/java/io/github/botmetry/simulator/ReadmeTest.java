package io.github.botmetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.Test;

/** The snippets of README.md, compiled and run. */
class ReadmeTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final class MyListener extends ListenerAdapter {
        @Override
        public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
            event.reply("pong").queue();
        }
    }

    @Test
    void threeLines_ofReadme_work() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild guild = discord.guild("Garden");
            SimulatedChannel general = guild.textChannel("general");
            SimulatedUser alice = guild.member("alice");

            JDA jda = JDABuilder.createDefault(discord.token())
                    .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                    .setSessionController(new ConcurrentSessionController() {
                        @Override
                        public String getGateway() {
                            return discord.gatewayUrl();
                        }
                    })
                    .addEventListeners(new MyListener())
                    .build()
                    .awaitReady();

            Interaction ping = alice.runs("ping").in(general);
            Reply reply = ping.awaitReply(Duration.ofSeconds(10));
            assertThat(reply.content()).isEqualTo("pong");
            jda.shutdown();
            assertThat(jda.awaitShutdown(LIMIT)).isTrue();
        }
    }

    @Test
    void faults_ofReadme_areAccepted() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                PayloadErrors errors = PayloadErrors.watch();
                TestBot bot = TestBot.at(discord)) {
            discord.on("POST", "/channels/{id}/messages").answerOnce(404, 10008);
            discord.on("POST", "/channels/{id}/messages").times(3).rateLimit(RateLimitScope.SHARED, LIMIT);
            discord.on("POST", "/interactions/{id}/{token}/callback").delay(Duration.ofMillis(500));
            discord.on("*", "*").times(1).cut();
            discord.clearFaults();
            discord.shard(0).requestReconnect();
            discord.shard(0).awaitResumed(1, LIMIT);
            assertThat(discord.unacknowledged()).isEmpty();
            assertThat(discord.unknownRoutes()).isEmpty();
            assertThat(bot.jda().getGuilds()).isEmpty();
            errors.assertNone();
        }
    }

    @Test
    void payloadErrors_whileNothingIsLogged_areNone() {
        PayloadErrors errors = PayloadErrors.watch();
        errors.assertNone();
        errors.close();
    }

    @Test
    void javaBlocks_ofReadme_standInThisFile() throws IOException {
        String source = Files.readString(
                Path.of("src", "test", "java", "io", "github", "botmetry", "simulator", "ReadmeTest.java"));
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
        for (String block : blocks) {
            assertThat(Arrays.stream(block.split("\n")).map(String::strip)).allMatch(source::contains);
        }
    }
}
