package io.github.botmetry.jda.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomIdsTest {

    @ParameterizedTest
    @CsvSource({
        "vote, vote",
        "vote:123456, vote:*",
        "vote:harry, vote:*",
        "qotw-submission:submit:5, qotw-*",
        "210000000000000008:delete, *",
        "210000000000000008:delete:7, *",
        "BotCommands-Components-12, BotCommands-*",
        "close_ticket_987, close_*",
        "search_hunter2 is my password, search_*",
        "a.b|c, a.*",
        "go|on, go|*",
        "page2, page2",
        "page 17, page:*",
        "f3b1c6de-1f35-4c0e-9e57-6f8f1f1f0abc, *",
        "deadbeefdeadbeef, *",
        "Umfrage/ja, Umfrage/*",
        "投票:42, 投票:*",
        "🎉go, *",
        "12345, *"
    })
    void customId_becomesTemplate(String customId, String template) {
        assertThat(CustomIds.template(customId)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource({
        "report:user:123, report:user:*",
        "report:message:456, report:message:*",
        "report:user:ban:123, report:user:ban:*",
        "report:other:9, report:*",
        "f3b1c6de-1f35-4c0e-9e57-6f8f1f1f0abc/close, */close",
        "vote_7, vote_*",
        "report:user:, report:user:*"
    })
    void customId_isNamedAfterTheTemplateThatTheBotDeclared(String customId, String template) {
        CustomIdTemplates declared = new CustomIdTemplates(
                List.of("report:user:*", "report:user:ban:*", "report:message:*", "*/close"), CustomIds::template);
        assertThat(declared.apply(customId)).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "**"})
    void templateWithoutFixedPart_isRefused(String template) {
        assertThatThrownBy(() -> new CustomIdTemplates(List.of(template), CustomIds::template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + template + "\"");
    }

    @Test
    void templateOfManyStars_isMatchedInNoTime() {
        assertThat(CustomIdTemplates.matches("a*a*a*a*a*a*a*a*a*b", "a".repeat(100)))
                .isFalse();
        assertThat(CustomIdTemplates.matches("*a*b", "xaxb")).isTrue();
    }
}
