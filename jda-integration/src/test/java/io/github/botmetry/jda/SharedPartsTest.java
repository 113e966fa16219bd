package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import net.dv8tion.jda.api.requests.RestConfig;
import org.junit.jupiter.api.Test;

/** Bots in one JVM with a Botmetry each, which share a part. */
class SharedPartsTest {

    @Test
    void restConfigOfTwoBots_showsEachBotmetryItsOwnRequests() throws Exception {
        try (TestBot first = new TestBot();
                TestBot second = new TestBot()) {
            RestConfig shared = new RestConfig().setBaseUrl(first.discord.restUrl());
            for (TestBot bot : List.of(first, second)) {
                bot.start(
                        JdaIntegration.create(bot.botmetry),
                        builder -> Simulated.builder(first.discord).setRestConfig(shared));
            }
            first.jda()
                    .getTextChannelById(first.general.id())
                    .sendMessage("first")
                    .complete();
            second.jda()
                    .getTextChannelById(first.general.id())
                    .sendMessage("second")
                    .complete();

            for (TestBot bot : List.of(first, second)) {
                await().atMost(Simulated.SOON)
                        .untilAsserted(() -> assertThat(bot.numbers.counts("discord.rest.requests"))
                                .hasSize(2));
                assertThat(bot.numbers.counts("discord.rest.requests").values()).containsOnly(1L);
                assertThat(bot.callDetails).hasSize(2);
            }
        }
    }
}
