package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    private final PlainParser plain = new PlainParser();
    private final DogStatsDParser dog = new DogStatsDParser();

    @Test
    void parse_counter_readsEachPart() {
        StatsDLine line = plain.parse("mybot.commands.ping:12|c");
        assertThat(line)
                .isEqualTo(
                        new StatsDLine("mybot.commands.ping", "12", StatsDLine.Type.COUNTER, BigDecimal.ONE, Map.of()));
        assertThat(line.scaled()).isEqualByComparingTo("12");
    }

    @Test
    void parse_timingWithRate_standsForSeveral() {
        StatsDLine line = plain.parse("a:12.345678|ms|@0.03125");
        assertThat(line.value()).isEqualByComparingTo("12.345678");
        assertThat(line.weight()).isEqualTo(32);
    }

    @Test
    void parse_tags_readsThemByKey() {
        StatsDLine line =
                dog.parse("bot.discord.commands:1|c|@0.5|#command:ping,channel:\u043e\u0431\u0449\u0438\u0439");
        assertThat(line.tags()).isEqualTo(Map.of("command", "ping", "channel", "\u043e\u0431\u0449\u0438\u0439"));
        assertThat(line.scaled()).isEqualByComparingTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:0|c", "a:-1|g", "a:-0.5|g", "A-b_c.9:1.50|ms", "a:1|c|@1", "a:1|c|@1.0", "a:1|ms|@0.1"})
    void parse_lineThatAllServersRead_isAcceptedByBoth(String line) {
        assertThat(plain.parse(line)).isEqualTo(dog.parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ":1|c",
                "a:1",
                "a:|c",
                "a|c",
                "a:1|",
                "a:1|c|",
                "a:1|c\n",
                "a:1|c\r",
                " a:1|c",
                "a b:1|c",
                ".a:1|c",
                "a.:1|c",
                "a..b:1|c",
                "a;k=v:1|c",
                "\u00e9:1|c",
                "a,b:1|c",
                "a:1:2|c",
                "a:1|ms:2|ms",
                "a:1|s",
                "a:1|h",
                "a:1|d",
                "a:1|C",
                "a:1e3|c",
                "a:0x10|c",
                "a:+1|g",
                "a:01|c",
                "a:.5|c",
                "a:1.|c",
                "a:NaN|g",
                "a:Infinity|g",
                "a:-1|c",
                "a:-1|ms",
                "a:-0|g",
                "a:-0.0|g",
                "a:1|c|0.1",
                "a:1|c|@0",
                "a:1|c|@0.0",
                "a:1|c|@1.5",
                "a:1|c|@-1",
                "a:1|c|@1e-1",
                "a:1|c|@.5",
                "a:1|c|@0.3",
                "a:1|ms|@0.6",
                "a:1|g|@0.5",
                "a:1|c|@0.5|@0.5",
                "a:1|c|c:abc",
                "a:1|c|T1656581400",
                "_e{5,4}:title|text",
                "_sc|redis|2"
            })
    void parse_lineThatServersReadDifferently_isRefusedByBoth(String line) {
        assertThatThrownBy(() -> plain.parse(line)).isInstanceOf(MalformedLineException.class);
        assertThatThrownBy(() -> dog.parse(line)).isInstanceOf(MalformedLineException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:1|c|#",
                "a:1|c|#k",
                "a:1|c|#:v",
                "a:1|c|#k:",
                "a:1|c|#k:v,",
                "a:1|c|#k:v,k:w",
                "a:1|c|#k:v:w",
                "a:1|c|#k:a b",
                "a:1|c|#k:v#",
                "a:1|c|#k:v|@0.5",
                "a:1|c|#k:v|c:abc",
                "a:1|c|#9:v"
            })
    void parse_tagsThatServersReadDifferently_areRefused(String line) {
        assertThatThrownBy(() -> dog.parse(line)).isInstanceOf(MalformedLineException.class);
    }

    @Test
    void parse_tagsInThePlainDialect_areRefused() {
        assertThatThrownBy(() -> plain.parse("a:1|c|#k:v"))
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining("nothing follows but |@rate");
    }

    @Test
    void parse_malformedLine_namesLineAndRule() {
        assertThatThrownBy(() -> plain.parse("a\nb:1|c"))
                .hasMessage("line must be valid: the name is segments of [A-Za-z0-9_-] with one dot between them, "
                        + "was \"a\\u000ab:1|c\"");
    }
}
