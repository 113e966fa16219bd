package io.github.botmetry.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    private static Snapshot usual(int seconds) {
        Numbers numbers = new Numbers();
        for (String command : List.of("fail", "ping", "roll")) {
            numbers.add("demo.commands." + command + ":41|c");
            numbers.add("demo.commands." + command + (command.equals("fail") ? ".error:41|c" : ".ok:41|c"));
            numbers.add("demo.commands." + command + ".duration:7.5|ms");
        }
        numbers.add("demo.errors.listener.IllegalStateException:41|c");
        numbers.add("demo.interactions.slash.ack:10|ms");
        numbers.add("demo.interactions.slash.ack:300|ms");
        numbers.add("demo.interactions.slash.never:41|c");
        for (int i = 0; i < 40; i++) {
            numbers.add("demo.listeners.PingBot.SlashCommandInteraction." + i + ":123456.25|ms");
        }
        return new Snapshot(
                Duration.ofSeconds(seconds),
                numbers.rows(),
                "demo",
                41,
                "IllegalStateException: no\n  user a\n  https://x");
    }

    private String written() {
        String written = bytes.toString(UTF_8);
        bytes.reset();
        return written;
    }

    @Test
    void terminalOf80By24_showsCommandsErrorsAndAcknowledgement_firstAndWhole() {
        TerminalScreen screen = new TerminalScreen(out, 80, 24);
        screen.show(usual(1));
        screen.show(usual(77));
        Picture picture = new Picture(80, 24).write(written());

        assertThat(picture.lines().get(0)).contains("1:17").contains("Ctrl-C");
        assertThat(picture.lines())
                .anyMatch(line -> line.matches("/ping +41 +0.0 +41 +0 +7.5 ms"))
                .anyMatch(line -> line.matches("/fail +41 +0.0 +0 +41 +7.5 ms"))
                .anyMatch(line -> line.matches("listener.IllegalStateException +41 +0.0"))
                .contains("acknowledged after 155.0 ms on average, the slowest after 300.0 ms")
                .contains("[###...........................] 10.0 % of Discord's 3 s; unanswered: 41")
                .contains("last of 41 reports in Sentry", "IllegalStateException: no", "  https://x");
        assertThat(picture.lines().get(23)).matches("and \\d+ more: the table at the end has all");
    }

    @Test
    void terminal_isLeftAsItWas_once() {
        TerminalScreen screen = new TerminalScreen(out, 80, 24);
        screen.show(usual(1));
        screen.close();
        screen.close();
        screen.show(usual(2));

        assertThat(new Picture(80, 24).write(written()).modes()).containsExactly("?1049h", "?25l", "?25h", "?1049l");
    }

    @Test
    void terminal_thatWasNeverDrawnOn_isNotTouched() {
        new TerminalScreen(out, 80, 24).close();

        assertThat(written()).isEmpty();
    }

    @Property(tries = 300)
    void anything_fitsAnyTerminal(
            @ForAll("snapshots") Snapshot snapshot,
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 1, max = 60) int rows) {
        new TerminalScreen(out, columns, rows).show(snapshot);

        new Picture(columns, rows).write(written());
        assertThat(new Layout(columns, rows).lines(snapshot))
                .hasSizeLessThanOrEqualTo(rows)
                .allMatch(line -> line.length() <= columns);
    }

    @Provide
    Arbitrary<Snapshot> snapshots() {
        Arbitrary<String> names = Combinators.combine(
                        Arbitraries.of("commands.", "errors.", "interactions.slash.ack", "rest.", ""),
                        Arbitraries.strings().ofMaxLength(200))
                .as((start, end) -> "demo." + start + end);
        Arbitrary<Double> values = Arbitraries.doubles().between(0, 1e15);
        Arbitrary<Row> rows = Combinators.combine(names, Arbitraries.of("c", "ms", "g"), values, values, values, values)
                .as(Row::new);
        return Combinators.combine(
                        rows.list().ofMaxSize(80), Arbitraries.strings().ofMaxLength(300), Arbitraries.longs())
                .as((all, report, reports) -> new Snapshot(Duration.ofDays(3), all, "demo", reports, report));
    }

    @Test
    void table_fits80Columns_andHasAll() {
        List<Row> rows = usual(1).rows();

        assertThat(Layout.table(rows)).hasSize(rows.size() + 1).allMatch(line -> line.length() <= 80);
    }

    @Test
    void pipe_getsOnePlainLine_everyFiveSeconds() {
        LineScreen screen = new LineScreen(out);
        for (int second = 0; second < 14; second++) {
            screen.show(usual(second));
        }
        screen.close();

        assertThat(written().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("demo: (5|10) s, 123 commands, 41 errors, 41 reports in Sentry,"
                        + " acknowledged after 155.0 ms, the slowest after 300.0 ms of 3 s"));
    }

    @Test
    void screen_isATerminal_onlyWhereItsSizeIsKnown() {
        assertThat(Screen.of("132x50")).isInstanceOf(TerminalScreen.class);
        assertThat(Screen.of("")).isInstanceOf(LineScreen.class);
    }
}
