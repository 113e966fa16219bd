package io.github.botmetry.guard;

import java.time.Instant;

/**
 * Read one warning: a line of the log as a value.
 *
 * <p>Immutable. Its texts hold no token of Discord.
 *
 * @param code names the kind, such as {@code outage} or {@code refused-value}; stable, for alerts and tests
 * @param subject names the affected part, such as {@code statsd}
 * @param cause the reason, such as {@code java.net.UnknownHostException: statsd.internal}
 * @param cure advice; empty if there is none
 * @param first time of the first occurrence
 * @param last time of the last occurrence
 * @param count number of occurrences
 * @param isOver true if it has ended, as an outage does
 */
public record Warning(
        String code,
        String subject,
        String cause,
        String cure,
        Instant first,
        Instant last,
        long count,
        boolean isOver) {

    /** Code of a part that fails and may work again: a sink, an observer, an endpoint. */
    public static final String OUTAGE = "outage";

    /** Code of numbers recorded after the close; the only one that does not fail strict mode. */
    public static final String REFUSED_CLOSED = "refused-closed";

    Warning because(String otherCause) {
        return new Warning(code, subject, otherCause, cure, first, last, count, isOver);
    }

    /** Text of the log line, without a time; its code at the end leads to docs/warnings.md. */
    @Override
    public String toString() {
        String seen = subject + (code.equals(OUTAGE) ? " failed: " : ": ") + cause;
        return seen + (cure.isEmpty() ? "" : "; " + cure) + " [" + code + "]";
    }
}
