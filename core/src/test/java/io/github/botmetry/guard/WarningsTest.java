package io.github.botmetry.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class WarningsTest {

    private static final String TOKEN = "MTAyMzQ1Njc4OTAxMjM0NTY3OA.GAbCdE.abcdefghijklmnopqrstuvwxyz0123456789AB";

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.github.botmetry");

    private final Warnings warnings = new Warnings(false);

    /** Hundreds of lines with their stack traces. */
    @BeforeAll
    static void keepTheConsoleQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void log() {
        LOG.setLevel(null);
    }

    private static IOException failure(String message) {
        return new IOException(message);
    }

    @Test
    void guardsOfOneSubject_areOneWarning_thatIsOverWhenAllOfThemAre() {
        Guard first = warnings.guard("statsd");
        Guard second = warnings.guard("statsd");
        first.failed(failure("first"));
        second.failed(failure("second"));
        second.failed(failure("second"));
        assertThat(first.isFailing()).isTrue();
        assertThat(warnings.list()).singleElement().satisfies(warning -> {
            assertThat(warning.count()).isEqualTo(3);
            assertThat(warning.isOver()).isFalse();
        });

        first.succeeded();
        assertThat(first.isFailing()).isFalse();
        assertThat(second.isFailing()).isTrue();
        assertThat(warnings.list()).noneMatch(Warning::isOver);
        second.succeeded();
        assertThat(warnings.list()).allMatch(Warning::isOver);
        assertThat(first.failures()).isEqualTo(1);
        assertThat(second.failures()).isEqualTo(2);
        assertThat(first.lastError()).contains("first");
    }

    @Test
    void subjectsAndCodes_areBounded_andNoCountIsLost() {
        for (int i = 0; i < 10_000; i++) {
            warnings.guard("part " + i).failed(failure("planned"));
            warnings.warn("code", "subject " + i, "planned", "");
            warnings.warn("code " + i, "subject", "planned", "");
        }
        List<Warning> list = warnings.list();
        assertThat(list).hasSizeLessThan(800);
        assertThat(list.stream().mapToLong(Warning::count).sum()).isEqualTo(30_000);
        assertThat(list).extracting(Warning::subject).contains("others");
    }

    @Test
    void warning_thatOccursAgain_isCounted_andHasTheNewestCause() {
        for (int i = 0; i < 1_000; i++) {
            warnings.warn("code", "subject", "first", "cure");
        }
        warnings.warn("code", "subject", "second", "cure");
        warnings.resolved("code", "subject");
        warnings.warn("code", "subject", "second", "cure");

        assertThat(warnings.list()).singleElement().satisfies(warning -> {
            assertThat(warning.count()).isEqualTo(1_002);
            assertThat(warning.cause()).isEqualTo("second");
            assertThat(warning.isOver()).isFalse();
        });
    }

    @Test
    void guards_thatNeverFail_areNotListed_andKeepNoPlaceOfOneThatDoes() {
        for (int i = 0; i < 400; i++) {
            warnings.guard("sound " + i).succeeded();
        }
        warnings.guard("broken").failed(failure("planned"));
        assertThat(warnings.list()).extracting(Warning::subject).containsExactly("broken");
    }

    @Test
    void list_isInTheOrderOfCodesAndSubjects_withTimes() {
        Instant before = Instant.now().minusMillis(1);
        warnings.warn("b", "two", "cause", "cure");
        warnings.warn("b", "one", "cause", "cure");
        warnings.warn("a", "three", "cause", "cure");
        assertThat(warnings.list()).extracting(Warning::subject).containsExactly("three", "one", "two");
        assertThat(warnings.list()).allSatisfy(warning -> {
            assertThat(warning.first()).isAfterOrEqualTo(before).isBeforeOrEqualTo(warning.last());
            assertThat(warning.cure()).isEqualTo("cure");
        });
    }

    @Test
    void transitions_underThreads_areCountedExactly() throws Exception {
        Guard guard = warnings.guard("contended");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int round = 0; round < 20_000; round++) {
                    guard.failed(failure("planned"));
                    guard.succeeded();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(guard.failures()).isEqualTo(80_000);
        assertThat(guard.isFailing()).isFalse();
        assertThat(warnings.list()).singleElement().satisfies(warning -> {
            assertThat(warning.count()).isEqualTo(80_000);
            assertThat(warning.isOver()).isTrue();
        });
    }

    /** The tokens are of no bot. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "https://discord.com/api/webhooks/1023456789012345678/aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_aB3_",
                "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OnNlY3JldHNlY3JldA"
            })
    void tokens_areInNoTextOfAWarning(String token) {
        String tail = token.substring(token.length() - 30);
        warnings.warn("code " + token, "subject " + token, "cause " + token, "cure " + token);
        warnings.guard("guard " + token, "cure " + token).failed(failure("message " + token));
        warnings.warn("code", "long", "x ".repeat(500) + token.repeat(30), "");
        assertThat(warnings.list())
                .hasSize(3)
                .allSatisfy(warning ->
                        assertThat(warning.toString() + warning.code()).doesNotContain(tail));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 40, 71})
    void token_thatIsCutInTwo_isNotLeftInHalf(int shift) {
        String text = "y".repeat(shift) + " " + (TOKEN + " ").repeat(60);
        assertThat(Printable.of(text)).doesNotContain("abcdefghij").doesNotContain(TOKEN.substring(0, 20));
    }

    @Test
    void textsOfOthers_areOneShortLine() {
        String hostile = "a\nb\u2028c\u202ed\u0085e" + "x".repeat(1_000_000);
        warnings.warn(hostile, hostile, hostile, hostile);
        warnings.guard(hostile).failed(failure(hostile));
        assertThat(warnings.list())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning.code() + warning)
                        .hasSizeLessThan(1_000)
                        .doesNotContainPattern("[\\n\\u2028\\u202e\\u0085]"));
    }

    @Test
    void throwableOfOthers_isAskedOnTheThreadOfTheLogOnly() {
        List<String> askedOn = new ArrayList<>();
        class Asking extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized String getMessage() {
                askedOn.add(Thread.currentThread().getName());
                return "of others";
            }
        }
        Guard guard = warnings.guard("broken");
        guard.failed(new Asking());
        assertThat(guard.lastError()).contains("Asking");
        assertThat(warnings.awaitLog(Duration.ofSeconds(20))).isTrue();
        assertThat(guard.lastError()).endsWith("Asking: of others");
        assertThat(askedOn).isNotEmpty().containsOnly("botmetry-log");
    }

    @Test
    void throwable_isNotKept_exceptInStrictMode() {
        Guard guard = warnings.guard("broken");
        WeakReference<Throwable> weak = failed(guard);
        assertThat(warnings.awaitLog(Duration.ofSeconds(20))).isTrue();
        Awaitility.await().until(() -> {
            System.gc();
            return weak.get() == null;
        });
        assertThat(guard.isFailing()).isTrue();
    }

    private static WeakReference<Throwable> failed(Guard guard) {
        Throwable thrown = failure("planned");
        guard.failed(thrown);
        return new WeakReference<>(thrown);
    }

    @Test
    void strictMode_throwsOnce_withEachThatWasSaid() {
        Warnings strict = new Warnings(true);
        strict.guard("broken").failed(failure("planned"));
        strict.warn("code", "subject", "cause", "");
        assertThatThrownBy(strict::throwIfStrict)
                .hasMessageContaining("broken failed")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2));
        assertThatCode(strict::throwIfStrict).doesNotThrowAnyException();
    }

    @Test
    void counterOfFailures_thatThrows_harmsNobody() {
        warnings.countFailures(subject -> {
            throw new OutOfMemoryError("planned");
        });
        Guard guard = warnings.guard("broken");
        assertThatCode(() -> guard.failed(new OutOfMemoryError("planned"))).doesNotThrowAnyException();
        assertThat(guard.isFailing()).isTrue();
        assertThat(guard.call(() -> 1, 2)).isEqualTo(1);
        assertThat(guard.isFailing()).isFalse();
    }

    /** As a machine does it that has no native thread to give: the lines come when there is one. */
    @Test
    void lines_withoutAThread_waitForOne() {
        AtomicInteger missing = new AtomicInteger(2);
        CountDownLatch started = new CountDownLatch(1);
        Warnings poor = new Warnings(false, task -> {
            if (missing.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = new Thread(task, "botmetry-log");
            thread.setDaemon(true);
            started.countDown();
            return thread;
        });
        poor.warn("code", "one", "planned", "");
        assertThat(poor.awaitLog(Duration.ofMillis(1))).isFalse();
        poor.warn("code", "two", "planned", "");
        assertThat(started.getCount()).isEqualTo(1);
        poor.warn("code", "three", "planned", "");
        assertThat(poor.awaitLog(Duration.ofSeconds(20))).isTrue();
    }
}
