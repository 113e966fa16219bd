package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionTest {

    @Test
    void paths_ofACounter_mayLeaveLabelsOut() {
        CounterDefinition commands = CounterDefinition.named("discord.commands")
                .labels("command", "outcome")
                .path("commands.{command}")
                .path("commands.{command}.{outcome}")
                .build();

        assertThat(commands.plainNames(List.of("ping", "ok"))).containsExactly("commands.ping", "commands.ping.ok");
    }

    @Test
    void path_notGiven_isNameAndLabels() {
        GaugeDefinition guilds =
                GaugeDefinition.named("discord.guilds").labels("shard").build();

        assertThat(guilds.plainNames(List.of("3"))).containsExactly("discord.guilds.3");
    }

    @Test
    void pathOfAGauge_withoutALabel_isRefused() {
        GaugeDefinition.Builder builder =
                GaugeDefinition.named("discord.guilds").labels("shard").path("guilds");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[shard]")
                .hasMessageContaining("\"guilds\"");
    }

    @Test
    void path_withAnUnknownLabel_isRefused() {
        CounterDefinition.Builder builder = CounterDefinition.named("a").path("a.{b}");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"b\"");
    }

    @Test
    void labels_thatNamePeopleOrPlaces_areRefusedUnlessAllowed() {
        for (String label : List.of("user", "user_id", "guild", "channel_id", "message", "token")) {
            assertThatThrownBy(() -> CounterDefinition.named("a").labels(label).build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + label + "\"");
        }

        assertThat(CounterDefinition.named("a")
                        .labels("guild")
                        .allowPersonalLabels()
                        .build()
                        .labels())
                .containsExactly("guild");
    }

    @Test
    void names_labels_andBounds_thatCannotWork_areRefusedAtOnce() {
        assertThatThrownBy(() -> CounterDefinition.named("a b")).hasMessageContaining("\"a b\"");
        assertThatThrownBy(() -> CounterDefinition.named("")).hasMessageContaining("name must match");
        assertThatThrownBy(() -> CounterDefinition.named("a").labels("A")).hasMessageContaining("\"A\"");
        assertThatThrownBy(() -> CounterDefinition.named("a").labels("x", "x")).hasMessageContaining("must differ");
        assertThatThrownBy(() -> CounterDefinition.named("a").path("a..b")).hasMessageContaining("\"a..b\"");
        assertThatThrownBy(() -> CounterDefinition.named("a").limit("x", 0)).hasMessageContaining("was 0");
        assertThatThrownBy(() -> TimerDefinition.named("a").buckets(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("ascending");
    }

    @Test
    void dynamicSegments_keepLettersAndDigitsOfAscii_andAHashWhereOthersWereLost() {
        CounterDefinition channels = CounterDefinition.named("discord.messages")
                .labels("channel")
                .path("channels.{channel}")
                .build();

        assertThat(channels.plainNames(List.of("off-topic 1.2"))).containsExactly("channels.off_topic_1_2");
        assertThat(channels.plainNames(List.of("\uD83D\uDCE2news"))).containsExactly("channels._news_819fd41a");
        for (List<String> pair : List.of(
                List.of("общий", "музык"),
                List.of("\uD83D\uDCE2news", "\uD83C\uDF89news"),
                List.of("\u0E01\u0E32\u0E23", "\u0E40\u0E01\u0E21"),
                List.of("\u0928\u0930", "\u0928\u093E\u0930"),
                List.of("\uD83D", "\uD83C"),
                List.of("a/b", "a:b"),
                List.of("", "_"))) {
            assertThat(channels.plainNames(List.of(pair.get(0))))
                    .isNotEqualTo(channels.plainNames(List.of(pair.get(1))))
                    .first()
                    .asString()
                    .matches("channels\\.[a-z_]*_[0-9a-f]{8}");
        }
    }

    @Test
    void pathThatIsGivenTwice_isRefused_sinceItWouldCountTwice() {
        assertThatThrownBy(() -> CounterDefinition.named("a").path("b.c").path("b.c"))
                .hasMessage("path must be given once, was \"b.c\" again");
    }
}
