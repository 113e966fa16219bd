package io.github.botmetry.jda.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.dv8tion.jda.api.requests.Method;
import net.dv8tion.jda.api.requests.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplatesTest {

    private static final String TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GhIjKl.secret-secret_secret";

    private final RouteTemplates templates = RouteTemplates.ofJda();

    @Test
    void constants_areKnown_andFoundByTheirPath() {
        assertThat(templates.all()).hasSizeGreaterThan(150);
        assertThat(templates.ofConstant(Route.Messages.SEND_MESSAGE))
                .hasToString("POST/channels/{channel_id}/messages");
        assertThat(templates.all()).allSatisfy(template -> {
            List<String> path =
                    List.of(template.path().replaceAll("\\{[^}]*}", "1").split("/"));
            RouteTemplate found = templates.ofPath(template.method(), path, template.isOfInteraction());
            assertThat(found.path()).isEqualTo(template.path());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET, users/@me, users/@me",
        "GET, users/1, users/{user_id}",
        "PATCH, guilds/1/members/@me, guilds/{guild_id}/members/@me",
        "GET, channels/1/messages/2, channels/{channel_id}/messages/{message_id}",
        "POST, webhooks/1/abc, webhooks/{webhook_id}/{token}",
        "GET, channels/1/nothing/known, _other",
        "TRACE, users/@me, _other",
        "GET, '', _other"
    })
    void path_isTheTemplateThatFitsBest(String method, String path, String template) {
        assertThat(templates.ofPath(method, List.of(path.split("/")), false).path())
                .isEqualTo(template);
    }

    @Test
    void pathWithAnInteractionsToken_isTheInteractions() {
        assertThat(templates
                        .ofPath("POST", List.of("webhooks", "1", "abc"), true)
                        .path())
                .isEqualTo("webhooks/{application_id}/{interaction_token}");
    }

    @ParameterizedTest
    @CsvSource({
        "guilds/{guild_id}/new-things, guilds/{guild_id}/new-things",
        "guilds/123456789012345678/new-things, _other",
        "guilds/123456789012345678/channels, guilds/{guild_id}/channels",
        "users/@me/settings, users/@me/settings",
        "things/" + TOKEN + ", _other",
        "webhooks/123456789012345678/" + TOKEN + ", webhooks/{webhook_id}/{token}",
        "invites/friends, invites/{code}"
    })
    void routeOfTheBotsOwn_isATemplate_orNothing(String path, String template) {
        assertThat(templates.ofCustom(Route.custom(Method.GET, path)).path()).isEqualTo(template);
        assertThat(templates.ofConstant(Route.custom(Method.GET, "users/@me"))).isNull();
    }
}
