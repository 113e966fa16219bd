package io.github.botmetry.simulator;

import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.rest.Answer;
import io.github.botmetry.simulator.rest.Call;
import io.github.botmetry.simulator.rest.Router;

/** Registration of commands, globally and in a guild, and the application's emojis. */
final class CommandRoutes {
    private static final String GLOBAL = "/applications/{application}/commands";
    private static final String GUILD = "/applications/{application}/guilds/{guild}/commands";

    private final Commands commands;
    private final World world;

    CommandRoutes(World world) {
        this.world = world;
        this.commands = world.commands();
    }

    void addTo(Router router) {
        add(router, GLOBAL, 3);
        add(router, GUILD, 5);
        router.get(GUILD + "/permissions", call -> Answer.ok(Json.array()));
    }

    private void add(Router router, String route, int idSegment) {
        router.get(route, call -> Answer.list(commands.all(scope(call))));
        router.put(route, call -> Answer.list(commands.replace(scope(call), call.json())));
        router.post(route, call -> Answer.created(commands.add(scope(call), call.json())));
        String one = route + "/{command}";
        router.get(one, call -> Answer.ok(commands.get(scope(call), call.id(idSegment))));
        router.patch(one, call -> Answer.ok(commands.edit(scope(call), call.id(idSegment), call.fields())));
        router.delete(one, call -> {
            commands.delete(scope(call), call.id(idSegment));
            return Answer.nothing();
        });
    }

    /** The guild's id, or 0 for global commands. */
    private long scope(Call call) {
        return call.segment(2).equals("guilds") ? world.guild(call.id(3)).id() : 0;
    }
}
