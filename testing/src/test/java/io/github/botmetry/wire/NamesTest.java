package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.UdpCapture;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One name on the wire has one owner: what would be the same is told apart, and said once. */
class NamesTest {

    private static final CounterDefinition COMMANDS = CounterDefinition.named("discord.commands")
            .labels("command", "outcome")
            .path("commands.{command}")
            .path("commands.{command}.{outcome}")
            .build();
    private static final GaugeDefinition MEMBERS = GaugeDefinition.named("discord.guild.members")
            .path("guild.total_members")
            .build();
    private static final GaugeDefinition THREADS = GaugeDefinition.named("threads")
            .labels("forum")
            .path("{forum}.in_use")
            .build();

    private List<Warning> warnings = List.of();

    private List<String> sent(Dialect dialect, Consumer<Stats> calls) {
        return sent(dialect, builder -> builder, calls);
    }

    private List<String> sent(Dialect dialect, UnaryOperator<Botmetry.Builder> settings, Consumer<Stats> calls) {
        try (UdpCapture capture = dialect == Dialect.PLAIN ? UdpCapture.plain() : UdpCapture.dogStatsD()) {
            StatsD statsd = StatsD.builder()
                    .host(capture.host())
                    .port(capture.port())
                    .dialect(dialect)
                    .build();
            Botmetry botmetry = settings.apply(
                            Botmetry.builder().shutdownHook(false).install(statsd))
                    .build();
            calls.accept(botmetry.stats());
            botmetry.close();
            capture.settle();
            warnings = botmetry.warnings().stream()
                    .filter(one -> one.code().equals("changed-name"))
                    .toList();
            return capture.parsed().stream()
                    .map(line -> line.name() + line.tags().values() + " " + line.value())
                    .toList();
        }
    }

    @Test
    void pathOfADeclaration_andTheSameNameOfTheBot_areTwoNumbers() {
        List<String> sent = sent(Dialect.PLAIN, stats -> {
            stats.counter(COMMANDS, "ping", "ok").incr(2);
            stats.counter(COMMANDS, "ping", "error").incr(3);
            stats.incr("commands.ping", 70);
            stats.namespace("commands").incr("ping", 700);
        });

        assertThat(sent)
                .containsExactlyInAnyOrder(
                        "commands.ping[] 2",
                        "commands.ping[] 3",
                        "commands.ping.ok[] 2",
                        "commands.ping.error[] 3",
                        "commands.ping_2610340b[] 770");
        assertThat(warnings).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo("commands.ping at StatsD");
            assertThat(one.cause())
                    .contains("counter commands.ping[] is sent as commands.ping_2610340b")
                    .contains("counter discord.commands[ping] was first to have commands.ping");
        });
    }

    @Test
    void gaugesOfOnePath_doNotOverwriteEachOther_andKindsStayApart() {
        List<String> sent = sent(Dialect.PLAIN, stats -> {
            stats.gauge("guild.total_members", 7);
            stats.gauge(MEMBERS).set(100);
            stats.gauge(THREADS, "guild total").set(1);
            stats.gauge(THREADS, "guild-total").set(2);
            stats.gauge(THREADS, "guild_total").set(3);
            stats.incr("guild_total.in_use", 4);
        });

        assertThat(sent)
                .hasSize(6)
                .extracting(line -> line.replaceAll("[^ ]* ", ""))
                .containsExactlyInAnyOrder("7", "100", "1", "2", "3", "4");
        assertThat(sent.stream().map(line -> line.replaceAll(" .*", "")).distinct())
                .hasSize(6);
        assertThat(sent).contains("guild.total_members[] 7", "guild_total.in_use[] 1");
        assertThat(warnings).hasSize(4);
    }

    @Test
    void labelValues_thatAreTheSameOnceCleaned_areToldApart_byTheSameFormInEveryPath() {
        List<String> sent = sent(Dialect.PLAIN, stats -> {
            for (int i = 0; i < 3; i++) {
                stats.counter(COMMANDS, List.of("Team A", "Team-A", "Team_A").get(i), "ok")
                        .incr(i + 1);
            }
        });

        assertThat(sent)
                .containsExactly(
                        "commands.Team_A[] 1",
                        "commands.Team_A.ok[] 1",
                        "commands.Team_A_d86bfc3a[] 2",
                        "commands.Team_A_d86bfc3a.ok[] 2",
                        "commands.Team_A_8f1e4004[] 3",
                        "commands.Team_A_8f1e4004.ok[] 3");
        assertThat(warnings)
                .extracting(Warning::subject)
                .containsExactly("command=Team-A at StatsD", "command=Team_A at StatsD");
    }

    @Test
    void scriptsAndEmoji_keepAHashInPlain_andLettersAreTagsThemselves() {
        List<String> values = List.of("\u0e01\u0e32", "\u0e40\u0e01", "\u0928\u0930", "\ud83d\udce2a", "\ud83c\udf89a");
        Consumer<Stats> calls =
                stats -> values.forEach(value -> stats.gauge(THREADS, value).set(values.indexOf(value)));

        assertThat(sent(Dialect.PLAIN, calls))
                .hasSize(5)
                .allMatch(line -> line.matches("_+a?_[0-9a-f]{8}\\.in_use\\[] \\d"))
                .doesNotHaveDuplicates();
        assertThat(sent(Dialect.DOGSTATSD, calls))
                .hasSize(5)
                .contains("threads[\u0928\u0930] 2")
                .allMatch(line -> line.matches("threads\\[([^a_]+|.*_[0-9a-f]{8})] \\d"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void tagsAndNames_thatDatadogTakesForTheSame_areToldApart() {
        List<String> sent = sent(Dialect.DOGSTATSD, stats -> {
            stats.gauge(THREADS, "Help").set(1);
            stats.gauge(THREADS, "help").set(2);
            stats.gauge(THREADS, "help_").set(3);
            stats.gauge("jobs.open-now", 4);
            stats.gauge("jobs.open_now", 5);
        });

        assertThat(sent)
                .contains("threads[Help] 1", "jobs.open-now[] 4")
                .anyMatch(line -> line.matches("threads\\[help_[0-9a-f]{8}] 2"))
                .anyMatch(line -> line.matches("threads\\[help__[0-9a-f]{8}] 3"))
                .anyMatch(line -> line.matches("jobs.open_now_[0-9a-f]{8}\\[] 5"));
        assertThat(warnings).hasSize(3);
    }

    @Test
    void namesThatServersDeriveFromATimer_areItsOwn() {
        for (Dialect dialect : Dialect.values()) {
            List<String> sent = sent(dialect, stats -> {
                stats.incr("first.count", 5);
                stats.timing("first", Duration.ofMillis(6));
                stats.timing("later", Duration.ofMillis(7));
                stats.gauge("later.sum", 8);
                stats.timing("later.count", Duration.ofMillis(9));
            });

            assertThat(sent)
                    .contains("first.count[] 5", "later[] 7", "later.count[] 9")
                    .anyMatch(line -> line.matches("first_[0-9a-f]{8}\\[] 6"))
                    .anyMatch(line -> line.matches("later\\.sum_[0-9a-f]{8}\\[] 8"));
            assertThat(warnings).extracting(Warning::subject).containsExactly("first at StatsD", "later.sum at StatsD");
        }
    }

    @Test
    void instance_thatIsCleaned_isToldApartFromAnother() {
        List<String> first = sent(Dialect.PLAIN, botmetry -> botmetry.instance("bot:1"), stats -> stats.gauge("a", 1));
        List<String> second = sent(Dialect.PLAIN, botmetry -> botmetry.instance("bot-1"), stats -> stats.gauge("a", 1));

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void cleanedName_isSaidOnce() {
        sent(Dialect.PLAIN, stats -> {
            for (int i = 0; i < 100; i++) {
                stats.incr("votes: yes");
            }
        });

        assertThat(warnings).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo("votes: yes at StatsD");
            assertThat(one.cause()).startsWith("is sent as votes__yes_");
            assertThat(one.count()).isEqualTo(1);
        });
    }
}
