package io.github.botmetry.jda.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads an answer that JDA has yet to read. */
final class PeekedJson {

    /** Of an answer, compressed or not; what is longer is not read. */
    private static final int MAX_BYTES = 64 * 1024;

    private PeekedJson() {}

    /** Null if it is no JSON, or too long. */
    static @Nullable DataObject of(Response response) {
        if (!isJson(response)) {
            return null;
        }
        try (InputStream body = body(response)) {
            return DataObject.fromJson(body.readNBytes(MAX_BYTES));
        } catch (IOException | ParsingException e) {
            return null; // cut off or no JSON after all: JDA finds out by itself
        }
    }

    private static boolean isJson(Response response) {
        String type = response.header("Content-Type");
        return type != null && type.regionMatches(true, 0, "application/json", 0, "application/json".length());
    }

    /** JDA asks for gzip itself, so OkHttp leaves it compressed. */
    private static InputStream body(Response response) throws IOException {
        InputStream body = new ByteArrayInputStream(response.peekBody(MAX_BYTES).bytes());
        return "gzip".equalsIgnoreCase(response.header("Content-Encoding")) ? new GZIPInputStream(body) : body;
    }
}
