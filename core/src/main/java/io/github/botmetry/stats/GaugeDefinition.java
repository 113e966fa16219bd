package io.github.botmetry.stats;

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

    private GaugeDefinition(Builder builder) {
        super(Kind.GAUGE, builder);
    }

    GaugeDefinition(String undeclaredName) {
        super(Kind.GAUGE, undeclaredName);
    }

    /** Starts the declaration of a gauge with this dotted name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** See {@link GaugeDefinition}. */
    public static final class Builder extends Definition.Builder<Builder> {

        private Builder(String name) {
            super(name);
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
