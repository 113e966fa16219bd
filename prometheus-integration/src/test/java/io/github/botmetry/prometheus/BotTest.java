package io.github.botmetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BotTest {

    @Test
    void scrapeOfARealBot_saysWhatItDid_withoutAnIdOrAText() {
        try (Scraped scraped = new Scraped();
                SimulatedBot bot = new SimulatedBot(scraped)) {
            bot.run("ping", 3);
            bot.run("broken", 1);
            String ids = String.join("|", bot.ids());

            String text = scraped.text();
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
