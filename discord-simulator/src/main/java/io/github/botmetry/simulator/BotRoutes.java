package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;

/** Routes of the bot itself, its application, its gateway and other users. */
final class BotRoutes {
    private final World world;
    private final String gatewayUrl;

    BotRoutes(World world, String gatewayUrl) {
        this.world = world;
        this.gatewayUrl = gatewayUrl;
    }

    void addTo(Router router) {
        router.get("/gateway", request -> RestAnswer.ok(Json.object().put("url", gatewayUrl)));
        router.get("/gateway/bot", request -> RestAnswer.ok(gatewayBot()));
        router.get("/users/@me", request -> RestAnswer.ok(self()));
        router.patch("/users/@me", request -> RestAnswer.ok(self()));
        router.get(
                "/users/{user}",
                request -> RestAnswer.ok(world.user(request.id(1)).json()));
        router.post("/users/@me/channels", this::openDirectChannel);
        router.delete("/users/@me/guilds/{guild}", request -> {
            world.guild(request.id(3)).removeBot();
            return RestAnswer.nothing();
        });
        router.get("/oauth2/applications/@me", request -> RestAnswer.ok(application()));
        router.get("/applications/@me", request -> RestAnswer.ok(application()));
        router.patch("/applications/@me", request -> RestAnswer.ok(application()));
    }

    private ObjectNode gatewayBot() {
        ObjectNode json = Json.object()
                .put("url", gatewayUrl)
                .put("shards", world.settings().shards());
        json.set(
                "session_start_limit",
                Json.object()
                        .put("total", 1000)
                        .put("remaining", 999)
                        .put("reset_after", 86_400_000)
                        .put("max_concurrency", world.settings().maxConcurrency()));
        return json;
    }

    private ObjectNode self() {
        return world.bot().json().put("verified", true).put("mfa_enabled", true);
    }

    private RestAnswer openDirectChannel(RestRequest request) {
        SimulatedUser recipient = world.user(request.json().path("recipient_id").asLong());
        return RestAnswer.ok(recipient.directChannel().json());
    }

    private ObjectNode application() {
        ObjectNode json = Json.object()
                .put("id", Json.id(world.bot().id()))
                .put("name", world.bot().name())
                .putNull("icon")
                .put("description", "A simulated application")
                .put("summary", "")
                .put("bot_public", true)
                .put("bot_require_code_grant", false)
                .put("verify_key", "00")
                .put("flags", 0)
                .put("approximate_guild_count", world.guilds().size())
                .put("approximate_user_install_count", 0)
                .putNull("team");
        json.set("owner", world.user("bot owner").json());
        for (String list : new String[] {"rpc_origins", "redirect_uris", "tags"}) {
            json.set(list, Json.array());
        }
        return json;
    }
}
