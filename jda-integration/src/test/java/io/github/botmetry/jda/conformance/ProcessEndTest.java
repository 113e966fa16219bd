package io.github.botmetry.jda.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.simulator.DiscordSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process of a bot ends as it does without Botmetry, with the same exit code. */
@Tag("conformance")
class ProcessEndTest {

    /** JDA's own threads may stay for half a minute, until their delayed tasks are done. */
    private static final Duration LIMIT = Duration.ofSeconds(100);

    /** So long a process must live to be one that stays. */
    private static final Duration STAYING = Duration.ofSeconds(5);

    @ParameterizedTest
    @EnumSource(names = "STAYS", mode = EnumSource.Mode.EXCLUDE)
    void process_endsTheSameWithBotmetry(EndingBot.Ending ending) throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                DiscordSimulator other = DiscordSimulator.create()) {
            Process bare = bot(ending, discord, false);
            Process attached = bot(ending, other, true);
            try {
                assertThat(bare.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                assertThat(attached.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                assertThat(attached.exitValue()).isEqualTo(bare.exitValue());
                assertThat(other.requests().all())
                        .hasSameSizeAs(discord.requests().all());
            } finally {
                bare.destroyForcibly();
                attached.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "STAYS")
    void process_ofARunningBot_staysTheSameWithBotmetry(EndingBot.Ending ending) throws Exception {
        for (boolean attached : List.of(false, true)) {
            try (DiscordSimulator discord = DiscordSimulator.create()) {
                Process process = bot(ending, discord, attached);
                try {
                    await().atMost(LIMIT).until(() -> discord.shard(0).isConnected());
                    assertThat(process.waitFor(STAYING.toMillis(), TimeUnit.MILLISECONDS))
                            .isFalse();
                } finally {
                    process.destroyForcibly();
                }
            }
        }
    }

    private static Process bot(EndingBot.Ending ending, DiscordSimulator discord, boolean attached) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingBot.class.getName(),
                        ending.name(),
                        discord.restUrl(),
                        discord.gatewayUrl(),
                        discord.token(),
                        Boolean.toString(attached))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
