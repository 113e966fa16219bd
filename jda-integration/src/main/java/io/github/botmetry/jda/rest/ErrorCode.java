package io.github.botmetry.jda.rest;

import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.utils.data.DataObject;
import okhttp3.Response;

/** Reads Discord's own error code out of an answer. */
public final class ErrorCode {

    public static final int NONE = 0;

    private ErrorCode() {}

    /** 0 if the answer is no error, no JSON, longer than 64 kB, or has none. */
    static int of(Response response) {
        DataObject body = HttpStatus.isError(response.code()) ? PeekedJson.of(response) : null;
        if (body == null) {
            return NONE;
        }
        try {
            long code = body.getLong("code", NONE);
            return code > NONE && code <= Integer.MAX_VALUE ? (int) code : NONE;
        } catch (ParsingException | NumberFormatException e) {
            return NONE;
        }
    }
}
