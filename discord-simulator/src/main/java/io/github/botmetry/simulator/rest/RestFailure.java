package io.github.botmetry.simulator.rest;

/** Ends the handling of a request with one of Discord's error answers. */
public final class RestFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int discordCode;

    public RestFailure(int status, int discordCode, String message) {
        // No stack trace: this is an answer, not a defect.
        super(message, null, false, false);
        this.status = status;
        this.discordCode = discordCode;
    }

    public static RestFailure unknown(int discordCode, String what) {
        return new RestFailure(404, discordCode, "Unknown " + what);
    }

    public static RestFailure badRequest(String why) {
        return new RestFailure(400, 50035, "Invalid Form Body: " + why);
    }

    public int status() {
        return status;
    }

    public int discordCode() {
        return discordCode;
    }
}
