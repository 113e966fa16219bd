package io.github.botmetry.jda.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.dv8tion.jda.api.requests.GatewayIntent;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommunityStatsTest {

    private final CommunityStats.Builder builder = CommunityStats.builder();

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void id_thatIsNotPositive_isRefusedWithItsArgument(long id) {
        String value = "was " + id;
        assertRefused(() -> builder.guild(id), "guildId must be an id of Discord", value);
        assertRefused(() -> builder.guild(id, "pydis"), "guildId", value);
        assertRefused(() -> builder.channelName(id, "general"), "channelId", value);
        assertRefused(() -> builder.ignoreCategory(id), "categoryId", value);
        assertRefused(() -> builder.ignoreCategory(1, id), "exceptChannelIds", value);
        assertRefused(() -> builder.forum(id, "help"), "forumId", value);
        assertRefused(() -> builder.closingTag(id), "tagId", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "py dis", "py.dis", "py-dis", "pydis:1", "{guild}", "pydis\n", "caf\u00e9"})
    void alias_thatIsNoSegmentOfAPath_isRefusedWithTheRule(String alias) {
        String shown = "was \"" + alias.replace("\n", "\\n") + "\"";
        assertRefused(() -> builder.guild(1, alias), "alias must match [A-Za-z0-9_]{1,50}", shown);
        assertRefused(() -> builder.forum(1, alias), "alias must match", shown);
    }

    @Test
    void channelName_thatIsNoSegmentOfAPath_isRefusedWithTheRule() {
        assertRefused(() -> builder.channelName(1, "off topic"), "name must match", "was \"off topic\"");
        assertRefused(() -> builder.channelName(1, "x".repeat(101)), "name must match");
    }

    @Test
    void nulls_areRefusedByName() {
        assertThatThrownBy(() -> builder.guild(1, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("alias");
        assertThatThrownBy(() -> builder.channelName(1, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    @Test
    void whatIsToldTwice_isRefused() {
        builder.guild(1, "pydis").forum(2, "help").channelName(3, "general");

        assertRefused(() -> builder.guild(1, "other"), "guildId must be set once", "1");
        assertRefused(() -> builder.guild(1), "guildId must be set once");
        assertRefused(() -> builder.forum(2, "other"), "forumId must be set once");
        assertRefused(() -> builder.channelName(3, "other"), "channelId must be set once");
        assertRefused(() -> builder.guild(4, "PyDis"), "alias must differ", "\"PyDis\"");
        assertRefused(() -> builder.forum(4, "help"), "alias must differ");
    }

    @Test
    void build_withoutGuild_isRefused() {
        assertRefused(builder.forum(2, "help")::build, "guild(id) must be called at least once");
    }

    @Test
    void build_withSeveralGuilds_ofWhichOneHasNoAlias_isRefused() {
        assertRefused(builder.guild(1).guild(2, "pydis")::build, "guild must have an alias", "1 more");
    }

    @Test
    void guildsAndForums_areAtMostAsManyAsTheirNumbersCanBeKept() {
        for (int i = 1; i <= 1_000; i++) {
            builder.guild(i, "guild" + i);
        }
        for (int i = 1; i <= 100; i++) {
            builder.forum(i, "forum" + i);
        }

        assertRefused(() -> builder.guild(1_001, "more"), "guildId must be set at most 1000 times");
        assertRefused(() -> builder.forum(101, "more"), "forumId must be set at most 100 times");
        assertThat(builder.build().guilds()).hasSize(1_000);
    }

    @Test
    void builder_thatGoesOn_doesNotChangeWhatItBuilt() {
        CommunityStats built = builder.guild(1, "one").build();

        builder.guild(2, "two").forum(3, "help").everyMessage();

        assertThat(built.guilds()).containsOnlyKeys(1L);
        assertThat(built.forums()).isEmpty();
        assertThat(built.everyMessage()).isFalse();
    }

    @Test
    void intents_areThoseOfMessagesAndMembers_notOfContent() {
        assertThat(builder.guild(1).build().intents())
                .containsExactlyInAnyOrder(GatewayIntent.GUILD_MESSAGES, GatewayIntent.GUILD_MEMBERS);
    }
}
