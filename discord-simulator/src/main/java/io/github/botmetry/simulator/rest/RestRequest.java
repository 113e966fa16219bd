package io.github.botmetry.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.payload.FilePart;
import io.github.botmetry.simulator.payload.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One parsed request to the REST API. */
public record RestRequest(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        List<FilePart> files,
        long arrivedNanos) {

    public JsonNode json() {
        return Json.read(body);
    }

    /** The body as an object, empty if there is none. */
    public ObjectNode fields() {
        return json() instanceof ObjectNode object ? object : Json.object();
    }

    public String segment(int index) {
        return segments.get(index);
    }

    public long id(int index) {
        try {
            return Long.parseUnsignedLong(segments.get(index));
        } catch (NumberFormatException notAnId) {
            throw RestFailure.badRequest(segments.get(index) + " is not a snowflake");
        }
    }

    public long number(String parameter, long otherwise) {
        String value = query.get(parameter);
        return value == null ? otherwise : Long.parseUnsignedLong(value);
    }

    public boolean asks(String parameter) {
        return "true".equals(query.get(parameter));
    }

    @Nullable
    public String header(String name) {
        return headers.get(name);
    }
}
