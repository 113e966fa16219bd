package io.github.botmetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.testing.RecordingStats;
import io.github.botmetry.testing.RecordingWiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a schema is, asked of a real Flyway; a database that does not answer holds nobody up. */
class MigrationsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Postgres postgres;

    @TempDir
    Path scripts;

    @BeforeAll
    static void start() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    private Flyway flyway(String target) throws Exception {
        Files.writeString(scripts.resolve("V1__first.sql"), "SELECT 1");
        Files.writeString(scripts.resolve("V2__second.sql"), "SELECT 1");
        Files.writeString(scripts.resolve("V3__third.sql"), "SELECT 1");
        return Flyway.configure()
                .dataSource(postgres.plain())
                .locations("filesystem:" + scripts)
                .schemas("bot")
                .target(target)
                .load();
    }

    private static double migrations(RecordingStats stats, String state) {
        return stats.value(JdbcMetrics.MIGRATIONS, "main", state);
    }

    @Test
    void migrations_areAppliedOrPending() throws Exception {
        postgres.run("DROP SCHEMA IF EXISTS bot CASCADE");
        flyway("2").migrate();
        Flyway all = flyway("latest");
        try (RecordingWiring wiring = new RecordingWiring()) {
            MigrationFigures figures = new MigrationFigures(wiring, "main", all::info);
            figures.start(wiring);
            await().untilAsserted(() -> {
                assertThat(migrations(wiring.stats(), "applied")).isEqualTo(3); // with the one that made the schema
                assertThat(migrations(wiring.stats(), "pending")).isEqualTo(1);
            });

            all.migrate();
            await().untilAsserted(() -> {
                figures.refresh();
                assertThat(migrations(wiring.stats(), "applied")).isEqualTo(4);
                assertThat(migrations(wiring.stats(), "pending")).isZero();
            });
        }
    }

    @Test
    void migrations_ofADatabaseThatCannotBeAsked_areAbsent_untilItCan() {
        AtomicInteger asked = new AtomicInteger();
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            RecordingStats stats = RecordingStats.of(botmetry);
            MigrationFigures figures = new MigrationFigures(botmetry.wiring(), "main", () -> {
                if (asked.incrementAndGet() < 3) {
                    throw new IllegalStateException("connection refused");
                }
                return flywayOf("latest").info();
            });
            figures.start(botmetry.wiring());
            await().untilAtomic(asked, Matchers.equalTo(1));
            assertThat(migrations(stats, "applied")).isNaN();

            await().untilAsserted(() -> {
                figures.refresh();
                assertThat(migrations(stats, "pending")).isNotNaN();
            });
            assertThat(asked).hasValueGreaterThanOrEqualTo(3);
        }
    }

    private Flyway flywayOf(String target) {
        try {
            return flyway(target);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void migrations_ofADatabaseThatHangs_holdUpNobody_andAreAskedByOneThread() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        RecordingWiring wiring = new RecordingWiring();
        MigrationFigures figures = new MigrationFigures(wiring, "main", () -> {
            asked.incrementAndGet();
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return flywayOf("latest").info();
        });
        new Databases().migrate(wiring, "main", figures);
        await().untilAtomic(asked, Matchers.equalTo(1));

        figures.refresh();
        figures.refresh();

        assertThat(asked).hasValue(1);
        assertThat(migrations(wiring.stats(), "applied")).isNaN();
        wiring.close();
        awaitNoReader();
    }

    private static void awaitNoReader() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(MigrationsTest::isReader));
    }

    @Test
    void migrations_ofADatabaseThatHangs_areNamed_andAgainWhenItAnswers() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            MigrationFigures figures = new MigrationFigures(botmetry.wiring(), "main", () -> {
                asked.incrementAndGet();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return flywayOf("latest").info();
            });
            figures.start(botmetry.wiring());
            await().atMost(SOON).untilAtomic(asked, Matchers.equalTo(1));

            figures.minutePassed();
            figures.minutePassed();

            assertThat(botmetry.warnings())
                    .singleElement()
                    .matches(warning -> warning.code().equals("hanging")
                            && warning.subject().equals("migrations of main")
                            && !warning.isOver());
            end.countDown();
            await().atMost(SOON).until(() -> botmetry.warnings().stream().allMatch(Warning::isOver));
            await().atMost(SOON).until(() -> !Double.isNaN(migrations(RecordingStats.of(botmetry), "applied")));
        }
    }

    @Test
    void migrations_whoseReaderThrowsAnError_areReadAgain_andTheReasonIsSaidWithoutTokens() {
        String secret = "abcdefghijklmnopqrstuvwxyz0123456789";
        AtomicInteger asked = new AtomicInteger();
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            MigrationFigures figures = new MigrationFigures(botmetry.wiring(), "main", () -> {
                if (asked.incrementAndGet() < 3) {
                    throw new OutOfMemoryError("at https://discord.com/api/webhooks/123456789012345678/" + secret);
                }
                return flywayOf("latest").info();
            });
            figures.start(botmetry.wiring());

            await().atMost(SOON).until(() -> {
                figures.minutePassed();
                return !Double.isNaN(migrations(RecordingStats.of(botmetry), "applied"));
            });

            botmetry.wiring().warnings().awaitLog(SOON);
            assertThat(botmetry.warnings().toString())
                    .contains("migrations of main", "webhooks/123456789012345678/[Filtered]")
                    .doesNotContain(secret);
        }
    }

    @Test
    void migrations_onceAllAreApplied_areReadEveryTenMinutes() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Flyway all = flyway("latest");
        all.migrate();
        try (RecordingWiring wiring = new RecordingWiring()) {
            MigrationFigures figures = new MigrationFigures(wiring, "main", () -> {
                asked.incrementAndGet();
                return all.info();
            });
            figures.start(wiring);
            await().until(() -> migrations(wiring.stats(), "pending") == 0);

            for (int minute = 1; minute < MigrationFigures.MINUTES_BETWEEN_READINGS_WHEN_DONE; minute++) {
                figures.minutePassed();
            }
            assertThat(asked).hasValue(1);
            awaitNoReader();
            figures.minutePassed();
            await().untilAtomic(asked, Matchers.equalTo(2));
        }
    }

    @Test
    void closing_whileADatabaseIsAsked_isNoProblem() {
        CountDownLatch asked = new CountDownLatch(1);
        Botmetry botmetry = Botmetry.builder().strict(true).shutdownHook(false).build();
        JdbcIntegration.create(botmetry).migrations("main", () -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            return flywayOf("latest").info();
        });
        await().until(() -> asked.getCount() == 0);

        assertThatNoException().isThrownBy(botmetry::close);
    }

    private static boolean isReader(Thread thread) {
        return thread.getName().equals("botmetry-migrations-main");
    }

    @Test
    void migrations_ofOneNameAgain_areThoseOfTheLast() throws Exception {
        CountDownLatch forEver = new CountDownLatch(1);
        try (RecordingWiring wiring = new RecordingWiring()) {
            Databases databases = new Databases();
            databases.migrate(wiring, "main", new MigrationFigures(wiring, "main", () -> {
                try {
                    forEver.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("ended");
            }));
            Flyway flyway = flyway("2");
            flyway.migrate();
            databases.migrate(wiring, "main", new MigrationFigures(wiring, "main", flyway::info));

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(migrations(wiring.stats(), "applied")).isPositive());
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(Thread.getAllStackTraces().keySet()).noneMatch(MigrationsTest::isReader));
        }
    }
}
