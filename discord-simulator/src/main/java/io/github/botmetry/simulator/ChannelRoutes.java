package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.Answer;
import io.github.botmetry.simulator.rest.Call;
import io.github.botmetry.simulator.rest.Router;

/** Channels and their permission overwrites. */
final class ChannelRoutes {
    private static final String CHANNEL = "/channels/{channel}";

    private final World world;

    ChannelRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.get(CHANNEL, call -> Answer.ok(channel(call).json()));
        router.patch(CHANNEL, this::edit);
        router.delete(CHANNEL, this::delete);
        router.put(CHANNEL + "/permissions/{target}", this::overwrite);
        router.delete(CHANNEL + "/permissions/{target}", call -> {
            channel(call).overwrite(call.id(3), null);
            return Answer.nothing();
        });
        router.post("/guilds/{guild}/channels", this::create);
        router.get("/guilds/{guild}/channels", call -> {
            SimulatedGuild guild = world.guild(call.id(1));
            return Answer.ok(Json.array(guild.channels(false), SimulatedChannel::json));
        });
    }

    private SimulatedChannel channel(Call call) {
        return world.channel(call.id(1));
    }

    private Answer edit(Call call) {
        SimulatedChannel channel = channel(call);
        channel.patch(call.json());
        return Answer.ok(channel.json());
    }

    private Answer delete(Call call) {
        SimulatedChannel channel = channel(call);
        if (channel.guild() != null) {
            channel.delete();
        }
        return Answer.ok(channel.json());
    }

    private Answer overwrite(Call call) {
        ObjectNode fields = call.fields().put("id", call.segment(3));
        channel(call).overwrite(call.id(3), ChannelPayloads.overwrite(fields));
        return Answer.nothing();
    }

    private Answer create(Call call) {
        ObjectNode fields = call.fields();
        ChannelKind kind = ChannelKind.of(fields.path("type").asInt());
        SimulatedChannel parent = world.findChannel(fields.path("parent_id").asLong());
        SimulatedChannel channel =
                world.guild(call.id(1)).create(kind, fields.path("name").asText(), parent, fields);
        return Answer.created(channel.json());
    }
}
