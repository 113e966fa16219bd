package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.event.Scope;
import io.github.botmetry.testing.TestEvent;
import io.sentry.Sentry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Draws {@code target/sentry-report.svg} of an envelope that has really arrived; {@code docs/} has a copy. */
class ReportPictureTest {

    /** What a bot's author would have written. */
    private static final class Playlists {

        void load(String name) {
            throw new IllegalStateException("No playlist is called \"" + name + "\"");
        }
    }

    @Test
    void picture_ofAReport_showsUserCommandAndLink() throws Exception {
        try (SentryBot bot = SentryBot.with(options -> options.addInAppInclude("io.github.botmetry"))) {
            EventFrame frame = bot.botmetry.wiring().events().begin(event());
            try (Scope scope = frame.enter()) {
                frame.acknowledged(Duration.ofMillis(120));
                frame.restCompleted(new RestCall(
                        "POST",
                        "interactions/{interaction_id}/{interaction_token}/callback",
                        204,
                        0,
                        1,
                        Duration.ZERO,
                        Duration.ofMillis(95)));
                Sentry.addBreadcrumb("Looking up the playlist in the database", "playlists");
                new Playlists().load("road trip");
            } catch (IllegalStateException e) {
                SentryBot.fail(frame, e);
            }

            JsonNode report = bot.server.event();
            String svg = ReportPicture.svg(report);
            Path file = Path.of("target", "sentry-report.svg");
            Files.writeString(file, svg);
            assertThat(svg)
                    .contains(
                            ">alice<",
                            ">playlist play<",
                            ">name:string,shuffle:boolean<",
                            "channels/81384788765712384/381870553235193857",
                            "load");
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        }
    }

    private static BotEvent event() {
        return TestEvent.slash("playlist play")
                .receivedAgo(Duration.ofMillis(340))
                .shard(1)
                .guild(81384788765712384L)
                .channel(381870553235193857L)
                .interaction(1192530144821551104L)
                .user(80351110224678912L, "alice")
                .jumpUrl("https://discord.com/channels/81384788765712384/381870553235193857")
                .details(new Details())
                .build();
    }

    /** As jda-integration tells them. */
    private static final class Details implements EventDetails {
        @Override
        public Map<String, Object> facts() {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("channel_type", "text");
            facts.put("guild_type", "attached");
            facts.put("guild_locale", "en-US");
            facts.put("user_locale", "de");
            facts.put("gateway_ping_ms", 41L);
            facts.put("shard_total", 2);
            facts.put("jda_version", "6.5.0");
            return facts;
        }

        @Override
        public List<Option> options() {
            return List.of(new Option("name", "string", "road trip"), new Option("shuffle", "boolean", "true"));
        }
    }
}
