package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;

/**
 * Chooses the target of a context menu command.
 *
 * <p>Immutable.
 */
public final class ContextCall {
    private final Actor user;
    private final String name;

    ContextCall(Actor user, String name) {
        this.user = user;
        this.name = name;
    }

    /** Uses the command on a message, in the message's channel. */
    public Interaction on(SimulatedMessage message) {
        ResolvedData resolved = new ResolvedData();
        resolved.message(message);
        return send(RegisteredCommands.MESSAGE, message.id(), resolved, message.channel());
    }

    /** Uses the command on a user, from the channel. */
    public Interaction on(Actor target, Place channel) {
        ResolvedData resolved = new ResolvedData();
        resolved.user(target);
        return send(RegisteredCommands.USER, target.id(), resolved, channel);
    }

    private Interaction send(int type, long targetId, ResolvedData resolved, Place channel) {
        ObjectNode data = user.interactions().commands().reference(name, type, channel.guildId());
        data.put("target_id", Json.id(targetId));
        resolved.addTo(data, channel);
        InteractionOrigin origin =
                new InteractionOrigin(InteractionOrigin.COMMAND, "'" + name + "'", user, channel, null);
        return user.interactions().start(origin, data);
    }
}
