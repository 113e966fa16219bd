package io.github.botmetry.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What Sentry's SDK sends: a header line, then items, each a header line and a payload of the length that it says.
 *
 * @see <a href="https://develop.sentry.dev/sdk/data-model/envelopes/">Envelopes</a>
 */
record Envelope(JsonNode header, List<Item> items, String text) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    record Item(JsonNode header, byte[] payload) {

        String type() {
            return header.path("type").asText();
        }

        JsonNode json() {
            return read(payload);
        }
    }

    static Envelope parse(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        JsonNode header = read(line(in));
        List<Item> items = new ArrayList<>();
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            JsonNode itemHeader = read(line);
            byte[] payload = in.readNBytes(itemHeader.path("length").asInt());
            if (payload.length != itemHeader.path("length").asInt() || "\n".codePointAt(0) != in.read()) {
                throw new IOException("item is not as long as it says: " + itemHeader);
            }
            items.add(new Item(itemHeader, payload));
        }
        return new Envelope(header, items, new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toByteArray();
    }

    private static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + new String(json, StandardCharsets.UTF_8), e);
        }
    }
}
