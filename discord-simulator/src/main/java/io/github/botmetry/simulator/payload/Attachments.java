package io.github.botmetry.simulator.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Turns uploaded files into the attachments of a message. */
public final class Attachments {
    private static final String HOST = "https://cdn.discordapp.com/attachments/";

    private Attachments() {}

    public static ObjectNode json(long id, String fileName, int sizeBytes) {
        String url = HOST + "1/" + Json.id(id) + "/" + fileName;
        return Json.object()
                .put("id", Json.id(id))
                .put("filename", fileName)
                .put("size", sizeBytes)
                .put("url", url)
                .put("proxy_url", url)
                .put("content_type", "application/octet-stream");
    }

    /** Joins the attachments that stay and the new files; a request may list by id those that stay. */
    public static ArrayNode merge(JsonNode existing, JsonNode listed, List<FilePart> files, Snowflakes snowflakes) {
        ArrayNode merged = Json.array();
        for (JsonNode attachment : existing) {
            if (listed.isMissingNode() || lists(listed, attachment.path("id").asText())) {
                merged.add(attachment);
            }
        }
        for (FilePart file : files) {
            merged.add(json(snowflakes.next(), file.name(), file.sizeBytes()));
        }
        return merged;
    }

    private static boolean lists(JsonNode listed, String id) {
        for (JsonNode entry : listed) {
            if (entry.path("id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }
}
