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

    /** The value for a server that would go on showing the one before, once there is none; empty if none has a meaning. */
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
         * The value that a server which keeps the last one it got shall show once the gauge has none any more, such as 0 for
         * something that is up or not. Sent once, by push sinks; the series itself is absent then.
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
