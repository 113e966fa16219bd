package io.github.botmetry.stats;

/**
 * Declare a counter once, for every sink.
 *
 * <pre>{@code
 * CounterDefinition.named("discord.commands")
 *         .labels("command", "type", "outcome")
 *         .path("commands.{command}")
 *         .path("commands.{command}.{outcome}")
 *         .help("Commands that were run.")
 *         .limit("command", 300)
 *         .build();
 * }</pre>
 */
public final class CounterDefinition extends Definition {

    private CounterDefinition(Builder builder) {
        super(Kind.COUNTER, builder);
    }

    CounterDefinition(String undeclaredName) {
        super(Kind.COUNTER, undeclaredName);
    }

    /** Starts the declaration of a counter with this dotted name. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** See {@link CounterDefinition}. */
    public static final class Builder extends Definition.Builder<Builder> {

        private Builder(String name) {
            super(name);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Checks that name, labels and paths belong together. */
        public CounterDefinition build() {
            return new CounterDefinition(this);
        }
    }
}
