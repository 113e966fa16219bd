package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What etsy's own statsd 0.9.0 makes of what is sent to it. */
@Timeout(120)
class EtsyServerTest {

    private static final CounterDefinition COMMANDS = CounterDefinition.named("discord.commands")
            .labels("command", "type", "outcome")
            .path("commands.{command}")
            .path("commands.{command}.{outcome}")
            .build();

    /** Its own numbers, and what begins with one of the prefixes of these tests. */
    private static final Pattern OURS = Pattern.compile("uptime|messages\\.\\w+|seen\\.flushes/since"
            + "|seen\\.\\w+/(statsd\\.\\w+|(kinds|many|hostile|dog|negative-\\w+)\\.[A-Za-z0-9_.;=-]+)");

    private static final String[] PROPERTIES = {
        "constructor", "toString", "valueOf",
        "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
        "__proto__", "toLocaleString", "__defineGetter__",
        "__defineSetter__", "__lookupGetter__", "__lookupSetter__"
    };

    private static EtsyServer server;

    @BeforeAll
    static void start() throws IOException {
        Optional<String> missing = EtsyServer.missing();
        if (missing.isPresent()) {
            System.err.println("SKIPPED: the test with etsy's real statsd 0.9.0, since " + missing.get());
            abort("SKIPPED: " + missing.get());
        }
        server = EtsyServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Botmetry botmetry(String prefix) {
        return botmetry(server, prefix, Dialect.PLAIN);
    }

    private static Botmetry botmetry(EtsyServer server, String prefix, Dialect dialect) {
        return Botmetry.builder()
                .install(StatsD.builder()
                        .host(server.host())
                        .port(server.port())
                        .prefix(prefix)
                        .dialect(dialect)
                        .interval(Duration.ofMillis(50))
                        .build())
                .shutdownHook(false)
                .build();
    }

    @Test
    void everyKindOfNumber_isWhatWasRecorded() {
        try (Botmetry botmetry = botmetry("kinds")) {
            Stats stats = botmetry.stats();
            stats.incr("packages.requested", 41);
            stats.incr("packages.requested");
            stats.incr("large", 1L << 52);
            stats.counter(COMMANDS, "ping", "slash", "ok").incr(3);
            stats.counter(COMMANDS, "ping", "slash", "error").incr(2);
            stats.counter(COMMANDS, "config set", "slash", "ok").incr();
            stats.gauge("positive", 12.25);
            stats.gauge("zero", 0);
            stats.gauge("tiny", 1e-7);
            stats.gauge("sinking", 10);
            stats.timing("took", Duration.ofMillis(12));
            stats.timing("took", Duration.ofNanos(1_500_001));
            await().until(() -> server.gauge("kinds.sinking") == 10);
            stats.gauge("sinking", -5.5);
            await().until(() -> server.gauge("kinds.sinking") == -5.5);
            stats.gauge("sinking", -7);
            await().until(() -> server.gauge("kinds.sinking") == -7);
        }
        await().until(() -> server.counter("kinds.packages.requested") == 42);
        assertThat(server.counter("kinds.large")).isEqualTo(1L << 52);
        assertThat(server.counter("kinds.commands.ping")).isEqualTo(5);
        assertThat(server.counter("kinds.commands.ping.ok")).isEqualTo(3);
        assertThat(server.counter("kinds.commands.ping.error")).isEqualTo(2);
        assertThat(server.counter("kinds.commands.config_set")).isEqualTo(1);
        assertThat(server.gauge("kinds.positive")).isEqualTo(12.25);
        assertThat(server.gauge("kinds.zero")).isZero();
        assertThat(server.gauge("kinds.tiny")).isEqualTo(1e-7);
        assertThat(server.timers("kinds.took")).containsExactlyInAnyOrder("12", "1.500001");
        assertThat(server.badLines()).isZero();
    }

    @Test
    void moreTimingsThanAreKept_areCountedExactly() {
        int recorded = 12_345;
        try (Botmetry botmetry = botmetry("many")) {
            for (int i = 0; i < recorded; i++) {
                botmetry.stats().timing("took", Duration.ofNanos(i));
            }
        }
        await().until(() -> server.timings("many.took") == recorded);
        assertThat(server.timers("many.took")).hasSizeLessThan(recorded);
        assertThat(server.badLines()).isZero();
    }

    @Test
    void dogStatsD_isWhatWasRecorded_withLabelsAsTagsOfGraphite() {
        int recorded = 100_000;
        try (Botmetry botmetry = botmetry(server, "dog", Dialect.DOGSTATSD)) {
            Stats stats = botmetry.stats();
            stats.incr("large", 1L << 52);
            stats.counter(COMMANDS, "ping", "slash", "ok").incr(3);
            stats.gauge("part", 12.25);
            stats.timing("few", Duration.ofMillis(12));
            stats.timing("few", Duration.ofMillis(15));
            for (int i = 0; i < recorded; i++) {
                stats.timing("many", Duration.ofMillis(10));
            }
        }
        await().until(() -> server.counter("dog.large") == 1L << 52);
        assertThat(server.counter("dog.discord.commands;command=ping;type=slash;outcome=ok"))
                .isEqualTo(3);
        assertThat(server.gauge("dog.part")).isEqualTo(12.25);
        await().until(() -> server.timers("dog.few").size() == 2);
        assertThat(server.timers("dog.few")).containsExactlyInAnyOrder("12", "15");
        await().untilAsserted(() -> assertThat(server.timings("dog.many")).isCloseTo(recorded, within(recorded * 0.3)));
        assertThat(server.badLines()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void negativeGauges_areNoChangesOfTheOneBefore(Dialect dialect) {
        String prefix = "negative-" + dialect;
        try (Botmetry botmetry = botmetry(server, prefix, dialect)) {
            for (double value : new double[] {-4, -5, -6, 3, -7.5}) {
                botmetry.stats().gauge("balance", value);
                await().until(() -> server.gauge(prefix + ".balance") == value);
            }
        }
        assertThat(server.gauge(prefix + ".balance")).isEqualTo(-7.5);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void namesThatEachJavaScriptObjectHas_leaveTheServerAlive(Dialect dialect) throws IOException {
        try (EtsyServer own = EtsyServer.start()) {
            try (Botmetry botmetry = botmetry(own, "", dialect)) {
                Stats stats = botmetry.stats();
                int i = 0;
                for (String name : PROPERTIES) {
                    switch (i++ % 3) {
                        case 0 -> stats.timing(name, Duration.ofMillis(1));
                        case 1 -> stats.incr(name);
                        default -> stats.gauge(name, 1);
                    }
                }
                stats.timing("last", Duration.ofMillis(1));
            }
            await().until(() -> own.timings("last") == 1);
            assertThat(own.isAlive()).isTrue();
            assertThat(own.timings("constructor_")).isEqualTo(1);
            assertThat(own.badLines()).isZero();
        }
    }

    @Test
    void gaugeThatStays_isKnownToAServerThatForgetsGauges() throws IOException {
        try (EtsyServer forgetful = EtsyServer.start(", deleteGauges: true");
                Botmetry botmetry = botmetry(forgetful, "forgetful", Dialect.PLAIN)) {
            botmetry.stats().gauge("size", 7);
            await().until(() -> forgetful.flushesWithGauge("forgetful.size") > 0);
            int before = forgetful.flushes();
            await().atMost(Duration.ofSeconds(30)).until(() -> forgetful.flushes() >= before + 30);
            assertThat(forgetful.flushesWithGauge("forgetful.size")).isGreaterThan(20);
        }
    }

    @Test
    void hostileNamesAndValues_leaveNoBadLineAndInjectNothing() {
        Random random = new Random(7);
        try (Botmetry botmetry = botmetry("hostile")) {
            Stats stats = botmetry.stats();
            for (String name :
                    new String[] {"a:1|c\nevil:1|c", "", ".", "..", "\0", "a|b", "a;b=c", "a b/c%", "\ud83d"}) {
                stats.incr(name);
                stats.counter(COMMANDS, name, name, name).incr();
                stats.gauge("gauge of " + name, -1);
                stats.timing("timer of " + name, Duration.ofNanos(1));
            }
            for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -0.0, 1e-300}) {
                stats.gauge("value" + value, value);
            }
            stats.incr("negative", -1);
            stats.timing("negative.timer", Duration.ofMillis(-1));
            for (int i = 0; i < 2000; i++) {
                stats.incr(randomString(random));
            }
            stats.incr("last");
        }
        await().until(() -> server.counter("hostile.last") == 1);
        assertThat(server.badLines()).isZero();
        assertThat(server.stats().keySet()).allMatch(name -> OURS.matcher(name).matches());
        assertThat(server.gauge("hostile.value-0.0")).isZero();
    }

    private static String randomString(Random random) {
        return random.ints(random.nextInt(20), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
