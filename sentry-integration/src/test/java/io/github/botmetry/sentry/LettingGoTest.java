package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.Botmetry;
import io.github.botmetry.event.EventFrame;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentry's SDK is the JVM's: what one Botmetry put into it comes out at its close, and touches no other Botmetry's. */
class LettingGoTest {

    /** How much sits in the places of the SDK. */
    private static List<Integer> places() {
        SentryOptions options = Sentry.getGlobalScope().getOptions();
        int serializers = 0;
        Object serializer = options.getSerializer();
        while (serializer instanceof ScrubbingSerializer scrubbing) {
            serializers++;
            serializer = scrubbing.inner();
        }
        return List.of(
                Sentry.getGlobalScope().getEventProcessors().size(),
                options.getEventProcessors().size(),
                options.getScopeObservers().size(),
                serializers);
    }

    @Test
    void closedBotmetry_leavesNoMarkOnTheReportsOfTheBot() {
        try (SentryBot bot = SentryBot.with(options -> options.setBeforeBreadcrumb((breadcrumb, hint) -> {
            breadcrumb.setData("seen", "by the bot");
            return breadcrumb;
        }))) {
            EventFrame message = bot.botmetry.wiring().events().frame(FakeEvent.message(7, "alice", "hi"));
            EventFrame previous = message.push();
            Sentry.addBreadcrumb("before the close");
            bot.botmetry.close();
            Sentry.addBreadcrumb("after the close");
            Sentry.captureMessage("of the bot");
            EventFrame.pop(previous);

            JsonNode breadcrumbs = bot.server.event().at("/breadcrumbs");
            assertThat(breadcrumbs.toString())
                    .contains("before the close", "after the close", "by the bot")
                    .doesNotContain(Breadcrumbs.MARK);
        }
    }

    @Test
    void botmetry_closedAndMadeAnewManyTimes_leavesNothingThatPilesUp() {
        try (SentryBot bot = SentryBot.create()) {
            bot.botmetry.close();
            List<Integer> once = places();
            for (int i = 0; i < 50; i++) {
                Botmetry next = SentryBot.install(SentryIntegration.create());
                next.report(new IllegalStateException("report " + i));
                next.close();
            }
            assertThat(places()).isEqualTo(once);
            assertThat(Sentry.getGlobalScope().getOptions().getBeforeBreadcrumb())
                    .isNull();
            assertThat(bot.server.events(50)).hasSize(50);
        }
    }

    @Test
    void reports_ofTwoBotmetrys_areDescribedByTheirOwn() {
        try (SentryBot one = SentryBot.create();
                Botmetry botmetry = SentryBot.install(SentryIntegration.create())) {
            SentryBot two = new SentryBot(one.server, botmetry);
            one.runFramed(FakeEvent.message(7, "alice", "hi"), () -> {
                Sentry.addBreadcrumb("left in the first");
                Sentry.captureMessage("by the bot in the first");
            });
            two.run(FakeEvent.slash("ban", 8, "bob"), SentryBot.failing("in the second"));

            List<JsonNode> events = one.server.events(2);
            assertThat(events.get(0).at("/user/username").asText()).isEqualTo("alice");
            assertThat(events.get(0).toString()).contains("left in the first").doesNotContain("bob", Breadcrumbs.MARK);
            assertThat(events.get(1).at("/user/username").asText()).isEqualTo("bob");
            assertThat(events.get(1).toString()).doesNotContain("alice");
            assertThat(one.botmetry.health().get("sentry").figures()).containsEntry("reported", 0L);
            assertThat(botmetry.health().get("sentry").figures()).containsEntry("reported", 1L);
        }
    }
}
