package io.github.botmetry.jda.rest;

/** Discord's answers to requests, as far as they mean something here. */
public final class HttpStatus {

    /** Instead of a status, where no answer came. */
    public static final int NO_ANSWER = 0;

    /** The token is wrong. */
    static final int UNAUTHORIZED = 401;

    static final int FORBIDDEN = 403;

    /** Of an acknowledgement: Discord waits for it no longer. */
    public static final int NOT_FOUND = 404;

    /** A limit was hit, see {@link RateLimitScope}. */
    public static final int TOO_MANY_REQUESTS = 429;

    private static final int FIRST_SUCCESS = 200;
    private static final int LAST_SUCCESS = 299;
    private static final int FIRST_ERROR = 400;

    private HttpStatus() {}

    public static boolean isSuccess(int status) {
        return status >= FIRST_SUCCESS && status <= LAST_SUCCESS;
    }

    static boolean isError(int status) {
        return status >= FIRST_ERROR;
    }
}
