package io.github.botmetry.event;

/**
 * Name the trace that runs on a thread, so that numbers can point to it.
 *
 * @param traceId 32 lower-case hexadecimal digits, as W3C's trace context has them
 * @param spanId 16 of them
 * @param sampled whether anybody keeps the trace; nothing points to one that is not kept
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

    public TraceContext {
        require("traceId", traceId, 32);
        require("spanId", spanId, 16);
    }

    private static void require(String argument, String id, int digits) {
        boolean isRight = id.length() == digits;
        for (int i = 0; isRight && i < digits; i++) {
            char digit = id.charAt(i);
            isRight = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        if (!isRight) {
            throw new IllegalArgumentException(
                    argument + " must be " + digits + " lower-case hexadecimal digits, was \"" + id + "\"");
        }
    }
}
