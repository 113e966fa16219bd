package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Emojis;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.Answer;
import io.github.botmetry.simulator.rest.Call;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.Router;
import org.jspecify.annotations.Nullable;

/** Emojis of a guild and of the application. */
final class EmojiRoutes {
    private static final String GUILD = "/guilds/{guild}/emojis";
    private static final String APPLICATION = "/applications/{application}/emojis";

    private final World world;

    EmojiRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.get(GUILD, call -> Answer.list(guild(call).emojis()));
        router.get(GUILD + "/{emoji}", call -> Answer.ok(inGuild(call)));
        router.post(GUILD, this::addToGuild);
        router.delete(GUILD + "/{emoji}", call -> {
            guild(call).deleteEmoji(call.id(3));
            return Answer.nothing();
        });
        router.get(APPLICATION, call -> {
            ObjectNode page = Json.object();
            page.set("items", Json.array(world.applicationEmojis().values(), ObjectNode::deepCopy));
            return Answer.ok(page);
        });
        router.get(
                APPLICATION + "/{emoji}",
                call -> Answer.ok(known(world.applicationEmojis().get(call.id(3)))));
        router.post(APPLICATION, this::addToApplication);
        router.delete(APPLICATION + "/{emoji}", call -> {
            known(world.applicationEmojis().remove(call.id(3)));
            return Answer.nothing();
        });
    }

    private SimulatedGuild guild(Call call) {
        return world.guild(call.id(1));
    }

    private ObjectNode inGuild(Call call) {
        return known(guild(call).findEmoji(call.id(3)));
    }

    private Answer addToGuild(Call call) {
        long id = guild(call).addEmoji(call.json().path("name").asText());
        return Answer.created(known(guild(call).findEmoji(id)));
    }

    private Answer addToApplication(Call call) {
        long id = world.snowflakes().next();
        ObjectNode emoji =
                Emojis.json(id, call.json().path("name").asText(), world.bot().json());
        world.applicationEmojis().put(id, emoji);
        return Answer.created(emoji);
    }

    private static ObjectNode known(@Nullable ObjectNode emoji) {
        if (emoji == null) {
            throw RestFailure.unknown(10014, "Emoji");
        }
        return emoji;
    }
}
