package io.github.botmetry.event;

/**
 * Name the trace that runs on a thread, so that numbers can point to it (W3C Trace Context).
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16 lower-case hexadecimal digits
 * @param sampled true if a tracing system keeps the trace; no number points to another one
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
