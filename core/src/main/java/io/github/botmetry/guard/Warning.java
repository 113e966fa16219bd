package io.github.botmetry.guard;

import java.time.Instant;

/**
 * Read one thing that is wrong, or was: the line of the log as a value.
 *
 * <p>Immutable. Its texts hold no token of Discord's.
 *
 * @param code names the kind, such as {@code outage} or {@code refused-value}; stable, for alerts and tests
 * @param subject names the thing that is concerned, such as {@code statsd}
 * @param cause says what was seen, such as {@code java.net.UnknownHostException: statsd.internal}
 * @param cure says what to do; empty if nothing can be advised
 * @param first when it was seen first
 * @param last when it was seen last
 * @param count how often it was seen
 * @param isOver whether it has ended: an outage that is over
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

    /** The code of what fails now and may work again: a sink, an observer, an endpoint. */
    public static final String OUTAGE = "outage";

    /** The code of numbers that are recorded after the close; the only one that does not fail strict mode. */
    public static final String REFUSED_CLOSED = "refused-closed";

    Warning because(String otherCause) {
        return new Warning(code, subject, otherCause, cure, first, last, count, isOver);
    }

    /** The text of the log's line, without a time; its code at the end, by which docs/warnings.md can be searched. */
    @Override
    public String toString() {
        String seen = subject + (code.equals(OUTAGE) ? " failed: " : ": ") + cause;
        return seen + (cure.isEmpty() ? "" : "; " + cure) + " [" + code + "]";
    }
}
