package io.github.botmetry.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Declare a timer once, for every sink.
 *
 * <pre>{@code
 * TimerDefinition.named("discord.command.duration")
 *         .labels("command", "type")
 *         .path("commands.{command}.duration")
 *         .help("From receipt to the answer.")
 *         .buckets(Duration.ofMillis(500), Duration.ofSeconds(3))
 *         .build();
 * }</pre>
 */
public final class TimerDefinition extends Definition {

    private final long[] bucketBoundsNanos;

    private TimerDefinition(Builder builder) {
        super(Kind.TIMER, builder);
        this.bucketBoundsNanos = builder.bucketBoundsNanos;
    }

    TimerDefinition(String undeclaredName) {
        super(Kind.TIMER, undeclaredName);
        this.bucketBoundsNanos = new long[0];
    }

    /** Starts the declaration of a timer with this dotted name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** True if it has buckets. */
    public boolean isHistogram() {
        return bucketBoundsNanos.length > 0;
    }

    /** The upper bounds of the histogram's buckets in nanoseconds, inclusive and ascending; empty without a histogram. */
    public long[] bucketBoundsNanos() {
        return bucketBoundsNanos.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof TimerDefinition that
                && Arrays.equals(bucketBoundsNanos, that.bucketBoundsNanos);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** See {@link TimerDefinition}. */
    public static final class Builder extends Definition.Builder<Builder> {

        /** Longest duration that is recorded. */
        private static final Duration MAX_BOUND = Duration.ofDays(365);

        private long[] bucketBoundsNanos = new long[0];

        private Builder(String name) {
            super(name);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Makes a histogram with these inclusive upper bounds: positive, ascending, at most 365 days. */
        public Builder buckets(Duration... upperBounds) {
            for (Duration bound : Objects.requireNonNull(upperBounds, "upperBounds")) {
                if (Objects.requireNonNull(bound, "upperBounds").abs().compareTo(MAX_BOUND) > 0) {
                    throw new IllegalArgumentException("upperBounds must be at most 365 days, was " + bound);
                }
            }
            long[] nanos =
                    Arrays.stream(upperBounds).mapToLong(Duration::toNanos).toArray();
            for (int i = 0; i < nanos.length; i++) {
                if (nanos[i] <= (i == 0 ? 0 : nanos[i - 1])) {
                    throw new IllegalArgumentException(
                            "upperBounds must be positive and ascending, were " + Arrays.toString(upperBounds));
                }
            }
            bucketBoundsNanos = nanos;
            return this;
        }

        /** Checks that name, labels and paths belong together. */
        public TimerDefinition build() {
            return new TimerDefinition(this);
        }
    }
}
