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

        assertThat(channels.plainNames(List.of("off-topic.1"))).containsExactly("channels.off_topic_1");
        assertThat(channels.plainNames(List.of("\uD83D\uDCE2news"))).containsExactly("channels._news");
        String common = channels.plainNames(List.of("общий")).get(0);
        String music = channels.plainNames(List.of("музык")).get(0);
        assertThat(common).matches("channels\\._{5}_[0-9a-f]{8}").isNotEqualTo(music);
    }
}
