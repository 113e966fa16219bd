package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import io.github.botmetry.simulator.payload.Permissions;

/**
 * Change a role of a guild; the bot gets an event for each change at once.
 *
 * <p>Thread-safe.
 */
public final class SimulatedRole extends Mentionable {
    private static final int OPTION_TYPE = 8;

    private final SimulatedGuild guild;
    private final long id;
    private final boolean managed;
    private volatile String name;
    private volatile long permissions;
    private volatile int position;
    private volatile int color;

    SimulatedRole(SimulatedGuild guild, long id, String name, boolean managed) {
        this.guild = guild;
        this.id = id;
        this.name = name;
        this.managed = managed;
        this.permissions = 0;
    }

    /** The snowflake; for @everyone the guild's. */
    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    public SimulatedGuild guild() {
        return guild;
    }

    /** Discord's permission bits, such as from JDA's {@code Permission.getRaw(...)}. */
    public long permissions() {
        return permissions;
    }

    /** Sets Discord's permission bits. */
    public SimulatedRole permissions(long bits) {
        return update(() -> permissions = bits);
    }

    /** Gives the role the permission to do everything. */
    public SimulatedRole administrator() {
        return permissions(Permissions.ADMINISTRATOR);
    }

    /** Renames the role. */
    public SimulatedRole rename(String newName) {
        return update(() -> name = newName);
    }

    /** Removes the role from the guild and its members. */
    public void delete() {
        guild.delete(this);
    }

    int position() {
        return position;
    }

    SimulatedRole update(Runnable change) {
        guild.world().change(() -> {
            change.run();
            guild.dispatch(this, "GUILD_ROLE_UPDATE");
        });
        return this;
    }

    void start(long bits, int startPosition) {
        permissions = bits;
        position = startPosition;
    }

    /** Changes the fields of a request. */
    void patch(JsonNode fields) {
        update(() -> {
            name = fields.path("name").asText(name);
            permissions = fields.path("permissions").asLong(permissions);
            int primary = fields.path("colors").path("primary_color").asInt(color);
            color = fields.path("color").asInt(primary);
        });
    }

    @Override
    int optionType() {
        return OPTION_TYPE;
    }

    @Override
    void addTo(ResolvedData resolved, Mentionable viewer) {
        resolved.role(this);
    }

    @Override
    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", Json.id(id))
                .put("name", name)
                .put("permissions", Long.toString(permissions))
                .put("position", position)
                .put("color", color)
                .put("hoist", false)
                .put("managed", managed)
                .put("mentionable", false)
                .put("flags", 0);
        json.set(
                "colors",
                Json.object()
                        .put("primary_color", color)
                        .putNull("secondary_color")
                        .putNull("tertiary_color"));
        return json;
    }
}
