package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomIdsTest {

    @ParameterizedTest
    @CsvSource({
        "vote, vote",
        "vote:123456, vote:*",
        "vote:harry, vote:*",
        "qotw-submission:submit:5, qotw-submission:*",
        "210000000000000008:delete, *:delete",
        "210000000000000008:delete:7, *:delete:*",
        "BotCommands-Components-12, BotCommands-Components-*",
        "close_ticket_987, close_ticket_*",
        "page2, page2",
        "page 17, page *",
        "f3b1c6de-1f35-4c0e-9e57-6f8f1f1f0abc, *",
        "deadbeefdeadbeef, *",
        "Umfrage/ja, Umfrage/*",
        "投票:42, 投票:*",
        "🎉go, *:go",
        "12345, *"
    })
    void customId_becomesTemplate(String customId, String template) {
        assertThat(CustomIds.template(customId)).isEqualTo(template);
    }
}
