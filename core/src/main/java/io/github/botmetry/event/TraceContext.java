package io.github.botmetry.event;

import java.util.regex.Pattern;

/**
 * Name the trace that runs on a thread, so that numbers can point to it.
 *
 * @param traceId 32 lower-case hexadecimal digits, as W3C's trace context has them
 * @param spanId 16 of them
 * @param sampled whether anybody keeps the trace; nothing points to one that is not kept
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("[0-9a-f]{16}");

    public TraceContext {
        require("traceId", traceId, TRACE_ID);
        require("spanId", spanId, SPAN_ID);
    }

    private static void require(String argument, String id, Pattern rule) {
        if (!rule.matcher(id).matches()) {
            throw new IllegalArgumentException(argument + " must match " + rule.pattern() + ", was \"" + id + "\"");
        }
    }
}
