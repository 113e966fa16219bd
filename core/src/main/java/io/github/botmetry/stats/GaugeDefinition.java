package io.github.botmetry.stats;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Declare a gauge once, for every sink.
 *
 * <pre>{@code
 * GaugeDefinition.named("discord.guilds")
 *         .labels("shard")
 *         .path("guilds.{shard}")
 *         .help("Guilds the bot is in.")
 *         .build();
 * }</pre>
 */
public final class GaugeDefinition extends Definition {

    private final OptionalDouble lastValue;

    private GaugeDefinition(Builder builder) {
        super(Kind.GAUGE, builder);
        this.lastValue = builder.lastValue;
    }

    GaugeDefinition(String undeclaredName) {
        super(Kind.GAUGE, undeclaredName);
        this.lastValue = OptionalDouble.empty();
    }

    /** Value to send once the gauge has none any more, since servers keep the last one; empty to send nothing. */
    public OptionalDouble lastValue() {
        return lastValue;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof GaugeDefinition that && lastValue.equals(that.lastValue);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** Starts the declaration of a gauge with this dotted name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** See {@link GaugeDefinition}. */
    public static final class Builder extends Definition.Builder<Builder> {

        private OptionalDouble lastValue = OptionalDouble.empty();

        private Builder(String name) {
            super(name);
        }

        /**
         * Sets the value that push sinks send once when the gauge has no value any more, such as 0 for a state of up or down.
         * Servers of StatsD would otherwise keep the last value. The series itself is then absent.
         */
        public Builder lastValue(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("lastValue must be finite, was " + value);
            }
            lastValue = OptionalDouble.of(value);
            return this;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Checks that name, labels and paths belong together. */
        public GaugeDefinition build() {
            return new GaugeDefinition(this);
        }
    }
}
