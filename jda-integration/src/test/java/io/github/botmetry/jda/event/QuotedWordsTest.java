package io.github.botmetry.jda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import net.dv8tion.jda.api.entities.UserSnowflake;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.utils.MiscUtil;
import net.dv8tion.jda.api.utils.TimeFormat;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.internal.utils.Checks;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class QuotedWordsTest {

    private static final String SECRET = "my \"secret\" diary";

    /** Calls of this JDA with a text of a user that it does not take. */
    private static String messageOf(ThrowingCallable call) {
        Throwable error = catchThrowable(call);
        assertThat(error).isNotNull();
        assertThat(error.getMessage()).contains("diary");
        return QuotedWords.withoutQuotes(error);
    }

    @Test
    void messagesOfJda_loseWhatTheyQuote_andKeepTheRule() {
        assertThat(messageOf(() -> new MessageCreateBuilder().setContent(SECRET.repeat(200))))
                .startsWith("Content may not be longer than 2000 characters")
                .endsWith("[Filtered]")
                .doesNotContain("diary");
        assertThat(messageOf(() -> Commands.slash("my_secret_diary ", "x"))).doesNotContain("diary");
        assertThat(messageOf(() -> MiscUtil.parseSnowflake(SECRET))).doesNotContain("diary");
        assertThat(messageOf(() -> UserSnowflake.fromId(SECRET))).doesNotContain("diary");
        assertThat(messageOf(() -> TimeFormat.parse(SECRET))).doesNotContain("diary");
        assertThat(messageOf(() -> DataObject.empty().put("content", SECRET).getInt("content")))
                .doesNotContain("diary");
    }

    @Test
    void ruleThatNamesAnArgumentByItsValue_losesItThereToo() {
        assertThat(messageOf(() -> Checks.isSnowflake(SECRET)))
                .isEqualTo("[Filtered] is not a valid snowflake value! Provided: [Filtered]");
        assertThat(QuotedWords.cut("Message ID is not a valid snowflake value! Provided: \"x\""))
                .isEqualTo("Message ID is not a valid snowflake value! Provided: [Filtered]");
    }

    @Test
    void messagesThatQuoteNothing_andExceptionsOfOthers_areLeftAlone() {
        Throwable empty = catchThrowable(() -> new MessageCreateBuilder().build());
        assertThat(QuotedWords.withoutQuotes(empty)).isNull();
        assertThat(QuotedWords.withoutQuotes(new IllegalStateException("the bot's own: \"x\"")))
                .isNull();
    }

    @Test
    void apostrophes_areNoQuotationMarks() {
        assertThat(QuotedWords.cut("This guild doesn't have it, and can't"))
                .isEqualTo("This guild doesn't have it, and can't");
        assertThat(QuotedWords.cut("URL 'https://a b' is invalid")).isEqualTo("URL [Filtered] is invalid");
    }
}
