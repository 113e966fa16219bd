package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Snowflakes;
import io.github.botmetry.simulator.rest.RestFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the commands that the bot has registered, globally (scope 0) and by guild. */
final class RegisteredCommands {
    static final int SLASH = 1;
    static final int USER = 2;
    static final int MESSAGE = 3;
    private static final long GLOBAL = 0;

    private final Snowflakes snowflakes;
    private final long application;
    private final Map<Long, Map<String, ObjectNode>> byScope = new ConcurrentHashMap<>();
    private final Map<String, Long> inventedIds = new ConcurrentHashMap<>();

    RegisteredCommands(Snowflakes snowflakes, long application) {
        this.snowflakes = snowflakes;
        this.application = application;
    }

    synchronized List<ObjectNode> all(long scope) {
        return new ArrayList<>(scope(scope).values());
    }

    synchronized List<ObjectNode> replace(long scope, JsonNode definitions) {
        Map<String, ObjectNode> previous = scope(scope);
        Map<String, ObjectNode> next = new LinkedHashMap<>();
        for (JsonNode definition : definitions) {
            ObjectNode command = complete(scope, definition, previous.get(key(definition)));
            next.put(key(command), command);
        }
        byScope.put(scope, next);
        return new ArrayList<>(next.values());
    }

    synchronized ObjectNode add(long scope, JsonNode definition) {
        Map<String, ObjectNode> commands = scope(scope);
        ObjectNode command = complete(scope, definition, commands.get(key(definition)));
        commands.put(key(command), command);
        return command;
    }

    synchronized ObjectNode get(long scope, long id) {
        for (ObjectNode command : scope(scope).values()) {
            if (command.path("id").asLong() == id) {
                return command;
            }
        }
        throw RestFailure.unknown(10063, "application command");
    }

    synchronized ObjectNode edit(long scope, long id, JsonNode patch) {
        ObjectNode command = get(scope, id);
        scope(scope).remove(key(command));
        ObjectNode edited = command.deepCopy();
        edited.setAll((ObjectNode) patch);
        scope(scope).put(key(edited), edited);
        return edited;
    }

    synchronized void delete(long scope, long id) {
        scope(scope).remove(key(get(scope, id)));
    }

    /** Makes an interaction's data about a command, registered or not. */
    ObjectNode reference(String name, int type, @Nullable Long guildId) {
        ObjectNode registered = guildId == null ? null : find(guildId, name, type);
        if (registered == null) {
            registered = find(GLOBAL, name, type);
        } else {
            return describe(registered)
                    .put("guild_id", registered.path("guild_id").asText());
        }
        return registered == null ? invent(name, type) : describe(registered);
    }

    private ObjectNode invent(String name, int type) {
        long id = inventedIds.computeIfAbsent(type + name, unknown -> snowflakes.next());
        return Json.object().put("id", Json.id(id)).put("name", name).put("type", type);
    }

    private static ObjectNode describe(ObjectNode command) {
        return Json.object()
                .put("id", command.path("id").asText())
                .put("name", command.path("name").asText())
                .put("type", command.path("type").asInt());
    }

    private synchronized @Nullable ObjectNode find(long scope, String name, int type) {
        return scope(scope).get(type + name);
    }

    private Map<String, ObjectNode> scope(long scope) {
        return byScope.computeIfAbsent(scope, unknown -> new LinkedHashMap<>());
    }

    private ObjectNode complete(long scope, JsonNode definition, @Nullable ObjectNode previous) {
        ObjectNode command = definition.deepCopy();
        String fresh = Json.id(snowflakes.next());
        command.put("id", previous == null ? fresh : previous.path("id").asText())
                .put("type", definition.path("type").asInt(SLASH))
                .put("application_id", Json.id(application))
                .put("version", fresh);
        if (scope != GLOBAL) {
            command.put("guild_id", Json.id(scope));
        }
        if (!command.has("description")) {
            command.put("description", "");
        }
        return command;
    }

    private static String key(JsonNode command) {
        return command.path("type").asInt(SLASH) + command.path("name").asText();
    }
}
