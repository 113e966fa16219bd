package io.github.botmetry.jda;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.EventDispatcher;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Connect a JDA bot with Botmetry, in the last call before {@code build()}.
 *
 * <pre>{@code
 * JDABuilder builder = JDABuilder.createDefault(token).addEventListeners(new MyListener());
 * JdaIntegration.create(botmetry).attach(builder);
 * JDA jda = builder.build();
 * }</pre>
 *
 * <p>What the bot set on its builder is decorated, not replaced, and no intent, flag or cache is turned on. Attaching again
 * does nothing more, so a builder may be used for several shards. With a Botmetry that is switched off nothing is touched.
 *
 * <p>Thread-safe, unlike JDA's builders. Attaching throws if it cannot do its work; after that nothing of it throws into the
 * bot.
 */
public final class JdaIntegration {

    private final boolean enabled;
    private final EventManagers eventManagers;
    private final @Nullable IntFunction<? extends @Nullable IEventManager> ownEventManager;

    private JdaIntegration(Builder builder) {
        Wiring wiring = builder.botmetry.wiring();
        EventDispatcher events = wiring.events();
        enabled = builder.botmetry.isEnabled();
        eventManagers = new EventManagers(new EventFrames(events, builder.customIds));
        ownEventManager = builder.eventManager;
        if (enabled) {
            events.shared(CommandMetrics.class, () -> {
                CommandMetrics metrics = new CommandMetrics(wiring.stats());
                events.observe(metrics);
                return metrics;
            });
        }
    }

    /** Everything as it is best for most bots. */
    public static JdaIntegration create(Botmetry botmetry) {
        return builder(botmetry).build();
    }

    /** For what the defaults do not fit. */
    public static Builder builder(Botmetry botmetry) {
        return new Builder(botmetry);
    }

    /**
     * Decorates what the bot set on the builder.
     *
     * @return the same builder
     * @throws IllegalStateException if this version of JDA does not let it be read, or if another Botmetry is attached
     */
    public JDABuilder attach(JDABuilder builder) {
        Objects.requireNonNull(builder, "builder");
        if (enabled) {
            IEventManager own = ownEventManager != null
                    ? ownEventManager.apply(0)
                    : BuilderFields.read(builder, JDABuilder.class, "eventManager", IEventManager.class);
            builder.setEventManager(eventManagers.observed(own));
        }
        return builder;
    }

    /**
     * Decorates what the bot set on the builder, for each shard.
     *
     * @return the same builder
     * @throws IllegalStateException if this version of JDA does not let it be read, or if another Botmetry is attached
     */
    @SuppressWarnings("unchecked") // the builder's field is declared as that
    public DefaultShardManagerBuilder attach(DefaultShardManagerBuilder builder) {
        Objects.requireNonNull(builder, "builder");
        if (enabled) {
            IntFunction<? extends @Nullable IEventManager> own = ownEventManager != null
                    ? ownEventManager
                    : BuilderFields.read(
                            builder, DefaultShardManagerBuilder.class, "eventManagerProvider", IntFunction.class);
            builder.setEventManagerProvider(shard -> eventManagers.observed(own == null ? null : own.apply(shard)));
        }
        return builder;
    }

    /**
     * Decorates an event manager that the bot sets itself, also on a running JDA; its listeners come along.
     *
     * <pre>{@code
     * jda.setEventManager(integration.observed(jda.getEventManager()));
     * }</pre>
     */
    public IEventManager observed(IEventManager eventManager) {
        Objects.requireNonNull(eventManager, "eventManager");
        return enabled ? eventManagers.observed(eventManager) : eventManager;
    }

    /** See {@link JdaIntegration}. */
    public static final class Builder {

        private final Botmetry botmetry;
        private UnaryOperator<String> customIds = CustomIds::template;
        private @Nullable IntFunction<? extends @Nullable IEventManager> eventManager;

        private Builder(Botmetry botmetry) {
            this.botmetry = Objects.requireNonNull(botmetry, "botmetry");
        }

        /** The event manager that the bot wants, instead of reading it from its builder. */
        public Builder eventManager(IEventManager eventManager) {
            Objects.requireNonNull(eventManager, "eventManager");
            return eventManagerProvider(shard -> eventManager);
        }

        /** The event manager that the bot wants for each shard, instead of reading it from its builder. */
        public Builder eventManagerProvider(IntFunction<? extends @Nullable IEventManager> eventManager) {
            this.eventManager = Objects.requireNonNull(eventManager, "eventManager");
            return this;
        }

        /**
         * Makes the names under which components and modals are counted out of their custom ids. Few and never personal:
         * unless told, {@code vote:123456} is {@code vote:*}. Called on the bot's threads.
         */
        public Builder customIds(UnaryOperator<String> template) {
            this.customIds = Objects.requireNonNull(template, "template");
            return this;
        }

        public JdaIntegration build() {
            return new JdaIntegration(this);
        }
    }
}
