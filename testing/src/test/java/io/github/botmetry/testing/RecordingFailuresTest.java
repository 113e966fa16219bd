package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Scope;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BotmetryExtension.class)
class RecordingFailuresTest {

    private static final TestEvent PING = TestEvent.slash("ping")
            .user(7, "ada")
            .jumpUrl("https://discord.com/channels/100/200")
            .build();

    private static EventFrame begin(Botmetry botmetry, BotEvent event) {
        return botmetry.wiring().events().begin(event);
    }

    private static Failure thrown(String message) {
        return new Failure(new IllegalStateException(message), Failure.Source.LISTENER, false, null);
    }

    @Test
    void failure_isRecordedOnce_withItsEvent(Botmetry botmetry, RecordingFailures failures) {
        EventFrame frame = begin(botmetry, PING);
        Failure failure = thrown("no such channel");
        frame.failed(failure);
        frame.failed(failure);

        assertThat(failures.onlyIn("ping"))
                .extracting(RecordedFailure::name, RecordedFailure::userId, RecordedFailure::jumpUrl)
                .containsExactly("ping", 7L, "https://discord.com/channels/100/200");
        assertThat(failures.only().error()).hasMessage("no such channel");
    }

    @Test
    void report_insideACommand_hasItsEvent_andTheIdThatTheBotGets(Botmetry botmetry, RecordingFailures failures) {
        String id;
        try (Scope scope = begin(botmetry, PING).enter()) {
            id = botmetry.report(new IllegalArgumentException("caught"));
        }

        RecordedFailure report = failures.onlyIn("ping");
        assertThat(report.id()).isEqualTo(id);
        assertThat(report.failure().handled()).isTrue();
        assertThat(report.failure().source()).isEqualTo(Failure.Source.REPORTED);
    }

    @Test
    void report_outsideOfEveryEvent_hasNone(Botmetry botmetry, RecordingFailures failures) {
        botmetry.report(new IllegalArgumentException("caught"));

        RecordedFailure report = failures.only();
        assertThat(report.event()).isNull();
        assertThat(report.name()).isEmpty();
        assertThat(report.userId()).isZero();
        assertThat(report.jumpUrl()).isNull();
    }

    @Test
    void only_withNoneOrTwo_failsAndNamesThem(Botmetry botmetry, RecordingFailures failures) {
        assertThatThrownBy(() -> failures.onlyIn("ping"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("there must be one failure in \"ping\", were 0; failures: []");
        begin(botmetry, PING).failed(thrown("first"));
        begin(botmetry, PING).failed(thrown("second"));

        assertThatThrownBy(failures::only)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("were 2", "first", "second", "ping", "of user 7");
    }

    @Test
    void await_findsWhatComesOnAnotherThread_andElseSaysWhatThereIs(Botmetry botmetry, RecordingFailures failures)
            throws InterruptedException {
        Thread other = new Thread(() -> begin(botmetry, PING).failed(thrown("late")));
        other.start();

        assertThat(failures.awaitIn("ping").error()).hasMessage("late");
        other.join();
        assertThatThrownBy(() ->
                        failures.await(Duration.ofMillis(1), all -> all.all().size() == 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("late");
    }

    @Test
    void installedInABuilder_recordsWhatABotmetryIsNotifiedOf() {
        RecordingFailures failures = RecordingFailures.create();
        try (Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).install(failures).build()) {
            assertThat(botmetry.report(new IllegalStateException())).isEqualTo("failure-1");
        }
        assertThat(failures.all()).hasSize(1);
    }
}
