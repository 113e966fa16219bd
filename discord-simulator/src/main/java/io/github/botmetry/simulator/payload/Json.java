package io.github.botmetry.simulator.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Builds and reads Discord's JSON. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static <T> ArrayNode array(Collection<? extends T> items, Function<? super T, ? extends JsonNode> toJson) {
        ArrayNode array = array();
        for (T item : items) {
            array.add(toJson.apply(item));
        }
        return array;
    }

    /** Writes snowflakes as strings, since JavaScript would round numbers. */
    public static ArrayNode ids(Collection<Long> ids) {
        ArrayNode array = array();
        for (Long id : ids) {
            array.add(Long.toUnsignedString(id));
        }
        return array;
    }

    public static List<Long> longs(JsonNode ids) {
        List<Long> longs = new ArrayList<>();
        ids.forEach(id -> longs.add(id.asLong()));
        return List.copyOf(longs);
    }

    public static String id(long id) {
        return Long.toUnsignedString(id);
    }

    public static String timestamp(Instant instant) {
        return instant.toString();
    }

    /** Reads JSON; returns a missing node, without fields, for any other text. */
    public static JsonNode read(String text) {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            return MissingNode.getInstance();
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
