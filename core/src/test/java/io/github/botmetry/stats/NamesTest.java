package io.github.botmetry.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NamesTest {

    private static final String LONGEST = "x".repeat(200);

    private static String hashed(String form, String original) {
        return form + '_' + OriginalHash.of(original);
    }

    @Test
    void text_of200Characters_stays_andALongerOneHasAsManyWithItsHash() {
        String longer = LONGEST + 'y';

        assertThat(Names.bounded(LONGEST)).isSameAs(LONGEST);
        assertThat(Names.bounded(longer))
                .isEqualTo(hashed("x".repeat(191), longer))
                .hasSize(200);
        assertThat(Names.isShort(LONGEST)).isTrue();
        assertThat(Names.isShort(longer)).isFalse();
    }

    @Test
    void text_isNotCutInsideALetter() {
        String cut = "x".repeat(190) + "📢" + "y".repeat(10);
        String whole = "x".repeat(189) + "📢y📢".repeat(5);

        assertThat(Names.bounded(cut)).isEqualTo(hashed("x".repeat(190), cut));
        assertThat(Names.bounded(whole)).isEqualTo(hashed("x".repeat(189) + "📢", whole));
    }

    @Test
    void segment_hasNoSeparators_andAHashWhereAnythingElseWasReplaced() {
        assertThat(Names.segment("a-b.c d_E9")).isEqualTo("a_b_c_d_E9");
        assertThat(Names.segment("a!b")).isEqualTo(hashed("a_b", "a!b"));
        assertThat(Names.segment("é")).isEqualTo(hashed("_", "é"));
        assertThat(Names.segment("📢news")).isEqualTo("_news_819fd41a");
        assertThat(Names.segment("")).isEqualTo(hashed("", ""));
    }

    @Test
    void literal_keepsDotsAndDashes_andNoEmptySegments() {
        assertThat(Names.literal("a.b-c d_E9")).isEqualTo("a.b-c_d_E9");
        assertThat(Names.literal(".a...b.")).isEqualTo(hashed("a.b", ".a...b."));
        assertThat(Names.literal("a!")).isEqualTo(hashed("a_", "a!"));
    }

    @Test
    void cleanName_of200Characters_stays_andALongerOneIsCut() {
        assertThat(Names.literal(LONGEST)).isEqualTo(LONGEST);
        assertThat(Names.literal(LONGEST + 'x')).isEqualTo(hashed(LONGEST, LONGEST + 'x'));
    }

    @Test
    void prometheus_hasUnderscoresForDots_andNoDigitFirst() {
        assertThat(Names.prometheus("a.b:c-d")).isEqualTo("a_b:c_d");
        assertThat(Names.prometheus("9lives")).isEqualTo("_9lives");
        assertThat(Names.prometheus("lives9")).isEqualTo("lives9");
    }

    @Test
    void namesOfBotmetrysOwn_areRefused() {
        assertThat(Names.isOwn("botmetry.refused")).isTrue();
        assertThat(Names.isOwn("botmetry")).isFalse();
        assertThatThrownBy(() -> Names.requireOther("botmetry.x"))
                .hasMessage("name must not begin with botmetry., was \"botmetry.x\"");
        assertThatCode(() -> Names.requireOther("bot.x")).doesNotThrowAnyException();
    }
}
