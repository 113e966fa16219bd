package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BotTest {

    /** A command is over when the bot has Discord's answer, which is after Discord has the bot's. */
    private static String awaitText(Scraped scraped, String... parts) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scraped.text()).contains(parts));
        return scraped.text();
    }

    @Test
    void bot_answersItsCommands_whateverTheClientsOfItsEndpointDo() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try (Scraped scraped = new Scraped();
                SimulatedBot bot = new SimulatedBot(scraped)) {
            for (int i = 0; i < 100; i++) {
                for (String halfSent : List.of("GET /met", "GET /metrics HTTP/1.1\r\nHost: here\r\nX: ", "")) {
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), scraped.prometheus.port());
                    clients.add(client);
                    client.getOutputStream().write(halfSent.getBytes(StandardCharsets.US_ASCII));
                }
                if (i % 10 == 0) {
                    bot.run("ping", 1);
                    assertThat(scraped.status("/metrics")).isEqualTo(200);
                }
            }

            awaitText(scraped, "discord_commands_total{command=\"ping\",type=\"slash\",outcome=\"ok\"} 10\n");
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void scrapeOfARealBot_saysWhatItDid_withoutAnIdOrAText() {
        try (Scraped scraped = new Scraped();
                SimulatedBot bot = new SimulatedBot(scraped)) {
            bot.run("ping", 3);
            bot.run("broken", 1);
            String ids = String.join("|", bot.ids());

            String text = awaitText(
                    scraped,
                    "{command=\"ping\",type=\"slash\",outcome=\"ok\"} 3\n",
                    "\"broken\",type=\"slash\",outcome=\"error\"} 1\n");
            Map<String, ScrapeParser.Parsed> scrape = ScrapeParser.parse(text, Format.TEXT);

            assertThat(ScrapeParser.value(
                            scrape, "discord_commands_total", "command", "ping", "type", "slash", "outcome", "ok"))
                    .isEqualTo(3);
            assertThat(ScrapeParser.value(
                            scrape, "discord_commands_total", "command", "broken", "type", "slash", "outcome", "error"))
                    .isEqualTo(1);
            assertThat(ScrapeParser.value(
                            scrape, "discord_command_duration_seconds_count", "command", "ping", "type", "slash"))
                    .isEqualTo(3);
            assertThat(scrape.values())
                    .flatExtracting(family -> family.samples().values())
                    .extracting(sample -> sample.labels().toString())
                    .noneMatch(labels -> labels.matches(".*(" + ids + "|a text that).*"));
        }
    }
}
