package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Emojis;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;
import org.jspecify.annotations.Nullable;

/** Routes of the emojis of a guild and of the application. */
final class EmojiRoutes {
    private static final String GUILD = "/guilds/{guild}/emojis";
    private static final String APPLICATION = "/applications/{application}/emojis";

    private final World world;

    EmojiRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.get(GUILD, request -> RestAnswer.list(guild(request).emojis()));
        router.get(GUILD + "/{emoji}", request -> RestAnswer.ok(inGuild(request)));
        router.post(GUILD, this::addToGuild);
        router.delete(GUILD + "/{emoji}", request -> {
            guild(request).deleteEmoji(request.id(3));
            return RestAnswer.nothing();
        });
        router.get(APPLICATION, request -> {
            ObjectNode page = Json.object();
            page.set("items", Json.array(world.applicationEmojis().values(), ObjectNode::deepCopy));
            return RestAnswer.ok(page);
        });
        router.get(
                APPLICATION + "/{emoji}",
                request -> RestAnswer.ok(known(world.applicationEmojis().get(request.id(3)))));
        router.post(APPLICATION, this::addToApplication);
        router.delete(APPLICATION + "/{emoji}", request -> {
            known(world.applicationEmojis().remove(request.id(3)));
            return RestAnswer.nothing();
        });
    }

    private SimulatedGuild guild(RestRequest request) {
        return world.guild(request.id(1));
    }

    private ObjectNode inGuild(RestRequest request) {
        return known(guild(request).findEmoji(request.id(3)));
    }

    private RestAnswer addToGuild(RestRequest request) {
        long id = guild(request).addEmoji(request.json().path("name").asText());
        return RestAnswer.created(known(guild(request).findEmoji(id)));
    }

    private RestAnswer addToApplication(RestRequest request) {
        long id = world.snowflakes().next();
        ObjectNode emoji = Emojis.json(
                id, request.json().path("name").asText(), world.bot().json());
        world.applicationEmojis().put(id, emoji);
        return RestAnswer.created(emoji);
    }

    private static ObjectNode known(@Nullable ObjectNode emoji) {
        if (emoji == null) {
            throw RestFailure.unknown(10014, "Emoji");
        }
        return emoji;
    }
}
