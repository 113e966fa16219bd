package io.github.botmetry.simulator.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One event for all sessions, each of which may hide it or its content; its JSON is written only once. */
public final class GatewayEvent {
    private final String type;
    private final int intents;
    private final byte[] payload;
    private final byte @Nullable [] withoutContent;

    public GatewayEvent(String type, int intents, ObjectNode payload) {
        this(type, intents, payload, null);
    }

    public GatewayEvent(String type, int intents, ObjectNode payload, @Nullable ObjectNode withoutContent) {
        this.type = type;
        this.intents = intents;
        this.payload = Json.bytes(payload);
        this.withoutContent = withoutContent == null ? null : Json.bytes(withoutContent);
    }

    public String type() {
        return type;
    }

    public boolean isSeenWith(int sessionIntents) {
        return Intents.allow(sessionIntents, intents);
    }

    public byte[] frame(long sequence, int sessionIntents) {
        byte[] head =
                ("{\"op\":0,\"t\":\"" + type + "\",\"s\":" + sequence + ",\"d\":").getBytes(StandardCharsets.US_ASCII);
        byte[] body = body(sessionIntents);
        byte[] frame = new byte[head.length + body.length + 1];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(body, 0, frame, head.length, body.length);
        frame[frame.length - 1] = '}';
        return frame;
    }

    private byte[] body(int sessionIntents) {
        boolean reads = Intents.allow(sessionIntents, Intents.MESSAGE_CONTENT);
        return withoutContent == null || reads ? payload : withoutContent;
    }
}
