package io.github.botmetry.simulator.rest;

/** Discord's messages for its error codes, so that a forced code has the same message as in production. */
public final class DiscordErrors {
    private DiscordErrors() {}

    public static String message(int status, int code) {
        return switch (code) {
            case 10003 -> "Unknown Channel";
            case 10004 -> "Unknown Guild";
            case 10007 -> "Unknown Member";
            case 10008 -> "Unknown Message";
            case 10011 -> "Unknown Role";
            case 10013 -> "Unknown User";
            case 10014 -> "Unknown Emoji";
            case 10015 -> "Unknown Webhook";
            case 10026 -> "Unknown Ban";
            case 10062 -> "Unknown interaction";
            case 10063 -> "Unknown application command";
            case 40060 -> "Interaction has already been acknowledged.";
            case 50001 -> "Missing Access";
            case 50007 -> "Cannot send messages to this user";
            case 50013 -> "Missing Permissions";
            case 50027 -> "Invalid Webhook Token";
            case 50035 -> "Invalid Form Body";
            default -> byStatus(status);
        };
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 401 -> "401: Unauthorized";
            case 403 -> "403: Forbidden";
            case 404 -> "404: Not Found";
            case 405 -> "405: Method Not Allowed";
            case 500 -> "500: Internal Server Error";
            case 502 -> "502: Bad Gateway";
            case 503 -> "503: Service Unavailable";
            default -> status + ": simulated";
        };
    }
}
