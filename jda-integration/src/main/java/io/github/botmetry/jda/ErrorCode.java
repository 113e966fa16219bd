package io.github.botmetry.jda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Response;

/** Reads Discord's own error code out of an answer that JDA has yet to read. */
final class ErrorCode {

    static final int NONE = 0;

    /** Of an answer, compressed or not; an error that is longer has no code for us. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int FIRST_ERROR = 400;

    private ErrorCode() {}

    /** 0 if the answer is no error, no JSON, or has none. */
    static int of(Response response) {
        if (response.code() < FIRST_ERROR || !isJson(response)) {
            return NONE;
        }
        try (InputStream body = body(response)) {
            long code = DataObject.fromJson(body.readNBytes(MAX_BYTES)).getLong("code", NONE);
            return code > NONE && code <= Integer.MAX_VALUE ? (int) code : NONE;
        } catch (IOException | ParsingException | NumberFormatException e) {
            return NONE; // cut off or no JSON after all: JDA finds out by itself
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
