package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warning;
import io.github.botmetry.guard.Warnings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnwrappedPoolsTest {

    private static final String SECRET = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Warnings warnings = new Warnings(false);
    private final UnwrappedPools hints = new UnwrappedPools(warnings, new FoundCommands());

    private void answerOn(String thread) {
        hints.answeredOutsideItsEvent("ping", new Thread(null, () -> {}, thread));
    }

    @Test
    void threadsOfOnePool_areOneWarning() {
        answerOn("workers-1");
        answerOn("workers-12");
        answerOn("others-1");

        assertThat(warnings.list())
                .extracting(Warning::subject)
                .containsExactly("threads \"others-*\"", "threads \"workers-*\"");
    }

    @Test
    void pools_withoutEnd_areTakenTogether() {
        for (int i = 0; i < 10 * Warnings.MAX_SUBJECTS; i++) {
            answerOn("one of its own, " + i + " of many");
        }

        assertThat(warnings.list()).hasSizeLessThanOrEqualTo(Warnings.MAX_SUBJECTS + 1);
    }

    @Test
    void tokens_inTheNameOfAThread_areNotSaid() {
        try (LogLines log = new LogLines("io.github.botmetry")) {
            answerOn("https://discord.com/api/webhooks/123456789012345678/" + SECRET);
            answerOn("Bot MTIzNDU2Nzg5MDEyMzQ1Njc4." + "GabcDe." + SECRET);

            warnings.awaitLog(Duration.ofSeconds(30));
            assertThat(log.messages()).hasSize(2);
            assertThat(log.messages() + " " + warnings.list())
                    .contains("[Filtered]")
                    .doesNotContain(SECRET);
        }
    }
}
