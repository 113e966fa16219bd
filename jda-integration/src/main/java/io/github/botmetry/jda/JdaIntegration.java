package io.github.botmetry.jda;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Wiring;
import io.github.botmetry.jda.ExplicitParts.Pool;
import io.github.botmetry.jda.community.CommunityStats;
import io.github.botmetry.jda.community.CommunityWatch;
import io.github.botmetry.jda.event.CustomIdTemplates;
import io.github.botmetry.jda.event.CustomIds;
import io.github.botmetry.jda.gateway.ListenerTimesByClass;
import io.github.botmetry.jda.gateway.MissingIntent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import okhttp3.OkHttpClient;
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
    private final JdaSettings settings;
    private final Wiring wiring;
    private final JdaRuntime runtime;
    private final EventFrames frames;
    private final ObservedParts parts;
    private final UnaryOperator<IEventManager> observing;
    private final @Nullable CommunityWatch community;

    private JdaIntegration(Botmetry botmetry, JdaSettings settings) {
        this.enabled = botmetry.isEnabled();
        this.settings = settings;
        this.wiring = botmetry.wiring();
        runtime = JdaRuntime.of(wiring);
        community = enabled ? settings.connectCommunity(wiring) : null;
        HandlingStarter starter = new HandlingStarter(wiring, settings, runtime.context());
        frames = new EventFrames(wiring, starter, runtime.foundCommands(), runtime::isClosed);
        ListenerTimesByClass listeners =
                new ListenerTimesByClass(wiring.stats(), wiring.warnings(), settings.slowListenerThreshold());
        EventReception reception = new EventReception(wiring, settings, frames, runtime.notices(community));
        parts = new ObservedParts(
                runtime, new ObservedEvents(reception, frames, listeners, runtime.shards(), wiring.warnings()));
        observing = parts::eventManager;
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
     * @throws IllegalStateException if this version of JDA does not let it be read, if another Botmetry that is open is
     *     attached, or if this Botmetry is closed
     */
    public JDABuilder attach(JDABuilder builder) {
        Objects.requireNonNull(builder, "builder");
        if (enabled) {
            connect(builder, JDABuilder.class);
            JdaBuilderAttachment attachment = new JdaBuilderAttachment(parts);
            if (settings.own().isTold()) {
                attachment.attach(builder, settings.own());
            } else {
                attachment.attach(builder);
                expectEverything(builder, JDABuilder.class);
            }
        }
        return builder;
    }

    /**
     * Decorates what the bot set on the builder, for each shard.
     *
     * @return the same builder
     * @throws IllegalStateException as for a {@code JDABuilder}
     */
    public DefaultShardManagerBuilder attach(DefaultShardManagerBuilder builder) {
        Objects.requireNonNull(builder, "builder");
        if (enabled) {
            connect(builder, DefaultShardManagerBuilder.class);
            ShardBuilderAttachment attachment = new ShardBuilderAttachment(parts);
            if (settings.own().isTold()) {
                attachment.attach(builder, settings.own());
            } else {
                attachment.attach(builder);
                expectEverything(builder, DefaultShardManagerBuilder.class);
            }
        }
        return builder;
    }

    private void connect(Object builder, Class<?> declaring) {
        requireOpen();
        runtime.learnToken(builder, declaring);
        runtime.connect();
    }

    private void requireOpen() {
        if (runtime.isClosed()) {
            throw new IllegalStateException(
                    "botmetry must be open, was closed: attach a new one, such as Botmetry.builder().build()");
        }
    }

    private void expectEverything(Object builder, Class<?> declaring) {
        runtime.check().expectEverything(observing);
        boolean readsMessages = settings.textCommands() != null;
        boolean isAsked = readsMessages || community != null;
        Integer intents = isAsked ? BuilderFields.read(builder, declaring, "intents", Integer.class) : null;
        if (intents == null) {
            return;
        }
        if (community != null) {
            community.attached(GatewayIntent.getIntents(intents));
        }
        if (readsMessages && (intents & GatewayIntent.MESSAGE_CONTENT.getRawValue()) == 0) {
            MissingIntent.warnOfMessageContent(wiring.warnings());
        }
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
        if (!enabled) {
            return eventManager;
        }
        requireOpen();
        runtime.connect();
        return parts.eventManager(eventManager);
    }

    /**
     * The bot's own event manager behind what its JDA has, for bots that cast it to a class of theirs; a manager that is not
     * observed is given back.
     *
     * <pre>{@code
     * MyManager mine = (MyManager) JdaIntegration.original(jda.getEventManager());
     * }</pre>
     */
    public static IEventManager original(IEventManager eventManager) {
        return ObservedEventManager.original(Objects.requireNonNull(eventManager, "eventManager"));
    }

    /** For the hooks of a command framework. */
    public FrameworkEvents frameworkEvents() {
        return new FrameworkEvents(frames, runtime.foundCommands());
    }

    /** See {@link JdaIntegration}. A part that is set here is not read from the bot's builder. */
    public static final class Builder {

        private final Botmetry botmetry;
        private @Nullable IntFunction<? extends @Nullable RestConfig> restConfig;
        private @Nullable IntFunction<? extends @Nullable IEventManager> eventManager;
        private @Nullable OkHttpClient httpClient;
        private @Nullable Pool<ExecutorService> callbackPool;
        private @Nullable Pool<ExecutorService> eventPool;
        private @Nullable Pool<ScheduledExecutorService> rateLimitScheduler;
        private @Nullable Pool<ScheduledExecutorService> gatewayPool;
        private UnaryOperator<String> customIds = CustomIds::template;
        private Duration slowListenerThreshold = ListenerTimesByClass.DEFAULT_THRESHOLD;
        private Duration unansweredAfter = Interactions.LIFETIME;
        private @Nullable TextCommands textCommands;
        private @Nullable CommunityStats community;

        private Builder(Botmetry botmetry) {
            this.botmetry = Objects.requireNonNull(botmetry, "botmetry");
        }

        /**
         * The REST configuration that the bot wants. As soon as one part is set like this, nothing is read from the bot's
         * builder, and only the parts that are set are observed.
         */
        public Builder restConfig(RestConfig restConfig) {
            Objects.requireNonNull(restConfig, "restConfig");
            return restConfigProvider(shard -> restConfig);
        }

        /** The same for each shard. */
        public Builder restConfigProvider(IntFunction<? extends @Nullable RestConfig> restConfig) {
            this.restConfig = Objects.requireNonNull(restConfig, "restConfig");
            return this;
        }

        /** The event manager that the bot wants; see {@link #restConfig}. */
        public Builder eventManager(IEventManager eventManager) {
            Objects.requireNonNull(eventManager, "eventManager");
            return eventManagerProvider(shard -> eventManager);
        }

        /** The same for each shard. */
        public Builder eventManagerProvider(IntFunction<? extends @Nullable IEventManager> eventManager) {
            this.eventManager = Objects.requireNonNull(eventManager, "eventManager");
            return this;
        }

        /**
         * The HTTP client that the bot wants; JDA gets one that shares its connections and shows each attempt. See
         * {@link #restConfig}, which holds the URL of the API if it is not Discord's own.
         */
        public Builder httpClient(OkHttpClient client) {
            this.httpClient = Objects.requireNonNull(client, "client");
            return this;
        }

        /** The pool for callbacks that the bot wants; see {@link #restConfig}. */
        public Builder callbackPool(ExecutorService pool, boolean automaticShutdown) {
            this.callbackPool = new Pool<>(Objects.requireNonNull(pool, "pool"), automaticShutdown);
            return this;
        }

        /** The pool for events that the bot wants; see {@link #restConfig}. */
        public Builder eventPool(ExecutorService pool, boolean automaticShutdown) {
            this.eventPool = new Pool<>(Objects.requireNonNull(pool, "pool"), automaticShutdown);
            return this;
        }

        /** The scheduler of the rate limiter that the bot wants; see {@link #restConfig}. */
        public Builder rateLimitScheduler(ScheduledExecutorService pool, boolean automaticShutdown) {
            this.rateLimitScheduler = new Pool<>(Objects.requireNonNull(pool, "pool"), automaticShutdown);
            return this;
        }

        /** The scheduler of the gateway that the bot wants; see {@link #restConfig}. */
        public Builder gatewayPool(ScheduledExecutorService pool, boolean automaticShutdown) {
            this.gatewayPool = new Pool<>(Objects.requireNonNull(pool, "pool"), automaticShutdown);
            return this;
        }

        /**
         * Declares custom ids by their fixed parts, such as {@code "report:user:*"}: the template with most of them names an
         * id. One that matches none is its first part and a star.
         */
        public Builder customIds(String... templates) {
            return customIds(new CustomIdTemplates(
                    List.of(Objects.requireNonNull(templates, "templates")), CustomIds::template));
        }

        /** Names components and modals by their custom ids: few values, never personal. Called on the bot's threads. */
        public Builder customIds(UnaryOperator<String> template) {
            this.customIds = Objects.requireNonNull(template, "template");
            return this;
        }

        /** Sets which messages are commands; none by default. */
        public Builder textCommands(TextCommands textCommands) {
            this.textCommands = Objects.requireNonNull(textCommands, "textCommands");
            return this;
        }

        /** Sets the guilds to count in, the same for every bot of this Botmetry; none by default. */
        public Builder community(CommunityStats community) {
            this.community = Objects.requireNonNull(community, "community");
            return this;
        }

        /** How long a listener may hold the gateway's reading thread before it is counted and named once; 1 s by default. */
        public Builder slowListenerThreshold(Duration threshold) {
            this.slowListenerThreshold = Durations.limited("threshold", threshold, ListenerTimesByClass.MAX_THRESHOLD);
            return this;
        }

        /** How long a deferred reply may wait for its content before it is counted and reported; 15 minutes by default. */
        public Builder unansweredAfter(Duration wait) {
            this.unansweredAfter = Durations.limited("wait", wait, Interactions.LIFETIME);
            return this;
        }

        public JdaIntegration build() {
            ExplicitParts own = new ExplicitParts(
                    eventManager, restConfig, httpClient, callbackPool, eventPool, rateLimitScheduler, gatewayPool);
            return new JdaIntegration(
                    botmetry,
                    new JdaSettings(own, customIds, textCommands, community, slowListenerThreshold, unansweredAfter));
        }
    }
}
