package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Permissions;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;

/** Routes of channels and their permission overwrites. */
final class ChannelRoutes {
    private static final String CHANNEL = "/channels/{channel}";

    private final World world;

    ChannelRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.get(CHANNEL, request -> RestAnswer.ok(channel(request).json()));
        router.patch(CHANNEL, this::edit);
        router.delete(CHANNEL, this::delete);
        router.put(CHANNEL + "/permissions/{target}", this::overwrite);
        router.delete(CHANNEL + "/permissions/{target}", request -> {
            channel(request).overwrite(request.id(3), null);
            return RestAnswer.nothing();
        });
        router.post("/guilds/{guild}/channels", this::create);
        router.get("/guilds/{guild}/channels", request -> {
            SimulatedGuild guild = world.guild(request.id(1));
            return RestAnswer.ok(Json.array(guild.channels(false), SimulatedChannel::json));
        });
    }

    private SimulatedChannel channel(RestRequest request) {
        return world.channel(request.id(1));
    }

    private RestAnswer edit(RestRequest request) {
        SimulatedChannel channel = channel(request);
        channel.patch(request.json());
        return RestAnswer.ok(channel.json());
    }

    private RestAnswer delete(RestRequest request) {
        SimulatedChannel channel = channel(request);
        if (channel.guild() != null) {
            channel.delete();
        }
        return RestAnswer.ok(channel.json());
    }

    private RestAnswer overwrite(RestRequest request) {
        ObjectNode fields = request.fields().put("id", request.segment(3));
        channel(request).overwrite(request.id(3), Permissions.overwrite(fields));
        return RestAnswer.nothing();
    }

    private RestAnswer create(RestRequest request) {
        ObjectNode fields = request.fields();
        ChannelKind kind = ChannelKind.of(fields.path("type").asInt());
        SimulatedChannel parent = world.findChannel(fields.path("parent_id").asLong());
        SimulatedChannel channel =
                world.guild(request.id(1)).create(kind, fields.path("name").asText(), parent, fields);
        return RestAnswer.created(channel.json());
    }
}
