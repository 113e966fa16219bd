package io.github.botmetry.simulator;

import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;

/** Routes that register commands, globally or in a guild. */
final class CommandRoutes {
    private static final String GLOBAL = "/applications/{application}/commands";
    private static final String GUILD = "/applications/{application}/guilds/{guild}/commands";

    private final RegisteredCommands commands;
    private final World world;

    CommandRoutes(World world) {
        this.world = world;
        this.commands = world.commands();
    }

    void addTo(Router router) {
        add(router, GLOBAL, 3);
        add(router, GUILD, 5);
        router.get(GUILD + "/permissions", request -> RestAnswer.ok(Json.array()));
    }

    private void add(Router router, String route, int idSegment) {
        router.get(route, request -> RestAnswer.list(commands.all(scope(request))));
        router.put(route, request -> RestAnswer.list(commands.replace(scope(request), request.json())));
        router.post(route, request -> RestAnswer.created(commands.add(scope(request), request.json())));
        String one = route + "/{command}";
        router.get(one, request -> RestAnswer.ok(commands.get(scope(request), request.id(idSegment))));
        router.patch(
                one, request -> RestAnswer.ok(commands.edit(scope(request), request.id(idSegment), request.fields())));
        router.delete(one, request -> {
            commands.delete(scope(request), request.id(idSegment));
            return RestAnswer.nothing();
        });
    }

    /** The guild's id, or 0 for global commands. */
    private long scope(RestRequest request) {
        return request.segment(2).equals("guilds") ? world.guild(request.id(3)).id() : 0;
    }
}
