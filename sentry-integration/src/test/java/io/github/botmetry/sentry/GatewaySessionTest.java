package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.event.SessionChange;
import io.github.botmetry.event.SessionChange.Kind;
import io.github.botmetry.testing.TestEvent;
import io.sentry.Sentry;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the trail of a report says of the connection to the gateway. */
class GatewaySessionTest {

    @AfterEach
    void forget() {
        Sentry.getGlobalScope().clearBreadcrumbs();
    }

    private static List<String> sessions(JsonNode report) {
        return StreamSupport.stream(report.at("/breadcrumbs").spliterator(), false)
                .filter(crumb -> crumb.at("/category").asText().equals("discord.gateway"))
                .map(crumb ->
                        crumb.at("/level").asText() + " " + crumb.at("/message").asText() + " " + crumb.at("/data"))
                .toList();
    }

    private static void tell(SentryBot bot, Kind kind, int code) {
        bot.botmetry.wiring().events().sessionChanged(new SessionChange(kind, 3, code));
    }

    @Test
    void lostSession_isInTheTrailOfLaterReports_whateverTheyAreOf() {
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> tell(bot, Kind.DISCONNECTED, 4000));
            tell(bot, Kind.RESUMED, 0);
            bot.run(FakeEvent.slash("kick", 8, "bob"), SentryBot.failing("of bob"));
            bot.runFramed(FakeEvent.message(9, "carol", "hi"), SentryBot.failing("of carol"));
            Sentry.captureMessage("outside");

            for (JsonNode report : bot.server.events(3)) {
                assertThat(sessions(report))
                        .containsExactly(
                                "warning Session disconnected {\"code\":4000,\"shard\":3}",
                                "warning Session resumed {\"shard\":3}");
                assertThat(report.toString()).doesNotContain("alice");
            }
        }
    }

    @Test
    void trail_ofACommandAfterALostSession_isInTheOrderOfTime() {
        try (SentryBot bot = SentryBot.create()) {
            tell(bot, Kind.INVALIDATED, 0);
            TestEvent now = FakeEvent.slash("ban", 7, "alice");
            TestEvent later = now.toBuilder()
                    .receivedNanos(now.receivedNanos() + 2_000_000_000L)
                    .build();
            bot.run(later, SentryBot.failing("x"));

            JsonNode trail = bot.server.event().at("/breadcrumbs");
            assertThat(trail).hasSize(2);
            assertThat(trail.at("/0/message").asText()).isEqualTo("Session invalidated");
            assertThat(trail.at("/1/message").asText()).isEqualTo("Slash command /ban");
        }
    }

    @Test
    void sessions_thatAreLostAgainAndAgain_areBounded() {
        try (SentryBot bot = SentryBot.with(options -> options.setMaxBreadcrumbs(10))) {
            for (int i = 0; i < 500; i++) {
                tell(bot, Kind.RECREATED, 0);
            }
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                Sentry.addBreadcrumb("of alice");
                throw new IllegalStateException("x");
            });
            JsonNode trail = bot.server.event().at("/breadcrumbs");
            assertThat(trail.size()).isLessThanOrEqualTo(11);
            assertThat(trail.toString()).contains("of alice", "Slash command /ban");
        }
    }

    @Test
    void session_withoutSentry_isNoProblem() {
        Sentry.close();
        try (IngestionServer server = new IngestionServer();
                SentryBot bot = new SentryBot(server, SentryBot.install(SentryIntegration.create()))) {
            tell(bot, Kind.DISCONNECTED, 1001);
            assertThat(Sentry.getGlobalScope().getBreadcrumbs()).isEmpty();
        }
    }
}
