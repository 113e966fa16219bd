package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.gateway.EventPool;
import java.lang.reflect.Field;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.IntFunction;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.SequentialRestRateLimiter;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ThreadPoolProvider;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttachTest {

    private Botmetry botmetry;
    private ScheduledExecutorService pool;

    @BeforeEach
    void start() {
        botmetry = Botmetry.builder().strict(true).shutdownHook(false).build();
        pool = Executors.newScheduledThreadPool(1);
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
        botmetry.close();
    }

    private static Map<String, Object> fields(Object builder, Class<?> type) throws IllegalAccessException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : type.getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(builder);
            fields.put(field.getName(), value instanceof EnumSet<?> set ? EnumSet.copyOf(set) : value);
        }
        return fields;
    }

    @Test
    void everyFieldThatIsRead_existsInThisJda() throws Exception {
        assertThat(JDABuilder.class.getDeclaredField("eventManager").getType()).isEqualTo(IEventManager.class);
        assertThat(JDABuilder.class.getDeclaredField("restConfig").getType()).isEqualTo(RestConfig.class);
        for (String scheduler : new String[] {"rateLimitScheduler", "mainWsPool"}) {
            assertThat(JDABuilder.class.getDeclaredField(scheduler).getType())
                    .isEqualTo(ScheduledExecutorService.class);
        }
        for (String executor : new String[] {"callbackPool", "eventPool"}) {
            assertThat(JDABuilder.class.getDeclaredField(executor).getType()).isEqualTo(ExecutorService.class);
        }
        for (Class<?> builder : new Class<?>[] {JDABuilder.class, DefaultShardManagerBuilder.class}) {
            assertThat(builder.getDeclaredField("httpClient").getType()).isEqualTo(OkHttpClient.class);
            assertThat(builder.getDeclaredField("httpClientBuilder").getType()).isEqualTo(OkHttpClient.Builder.class);
        }
        for (String flag : new String[] {
            "shutdownRateLimitScheduler", "shutdownMainWsPool", "shutdownCallbackPool", "shutdownEventPool"
        }) {
            assertThat(JDABuilder.class.getDeclaredField(flag).getType()).isEqualTo(boolean.class);
        }
        for (String provider : new String[] {"eventManagerProvider", "restConfigProvider"}) {
            assertThat(DefaultShardManagerBuilder.class
                            .getDeclaredField(provider)
                            .getType())
                    .isEqualTo(IntFunction.class);
        }
        for (String provider : new String[] {
            "rateLimitSchedulerProvider", "gatewayPoolProvider", "callbackPoolProvider", "eventPoolProvider"
        }) {
            assertThat(DefaultShardManagerBuilder.class
                            .getDeclaredField(provider)
                            .getType())
                    .isEqualTo(ThreadPoolProvider.class);
        }
    }

    @Test
    void whatTheBotSet_isTheSameAfterAttach() throws Exception {
        AnnotatedEventManager manager = new AnnotatedEventManager();
        EventListener listener = event -> {};
        Function<RestRateLimiter.RateLimitConfig, RestRateLimiter> limiter = SequentialRestRateLimiter::new;
        RestConfig rest = new RestConfig()
                .setBaseUrl("http://127.0.0.1:1/")
                .setUserAgentSuffix("mine")
                .setRateLimiterFactory(limiter);
        JDABuilder builder = JDABuilder.create("token", EnumSet.of(GatewayIntent.GUILD_MEMBERS))
                .setRestConfig(rest)
                .setEventManager(manager)
                .setEventPool(pool, false)
                .setCallbackPool(pool, true)
                .setRateLimitScheduler(pool, false)
                .setGatewayPool(pool, true)
                .setHttpClientBuilder(new OkHttpClient.Builder())
                .setMemberCachePolicy(MemberCachePolicy.OWNER)
                .setBulkDeleteSplittingEnabled(false)
                .addEventListeners(listener);
        Map<String, Object> before = fields(builder, JDABuilder.class);

        assertThat(JdaIntegration.create(botmetry).attach(builder)).isSameAs(builder);

        Map<String, Object> after = fields(builder, JDABuilder.class);
        IEventManager observed = (IEventManager) after.put("eventManager", manager);
        assertThat(JdaIntegration.original(observed)).isSameAs(manager);
        assertThat(((CallbackPool) after.put("callbackPool", pool)).original()).isSameAs(pool);
        assertThat(((EventPool) after.put("eventPool", pool)).original()).isSameAs(pool);
        for (String scheduler : new String[] {"rateLimitScheduler", "mainWsPool"}) {
            // The decorator shows what it decorates: whatever ends one ends the other.
            assertThat(after.put(scheduler, pool)).hasToString(pool.toString());
        }
        assertThat(after).isEqualTo(before);
        assertThat(rest.getBaseUrl()).isEqualTo("http://127.0.0.1:1/");
        assertThat(rest.getUserAgent()).endsWith("mine");
        assertThat(((ObservedRateLimiter.Factory) rest.getRateLimiterFactory()).original())
                .isSameAs(limiter);
    }

    @Test
    void whatTheBotDidNotSet_isAsJdaMakesIt() throws Exception {
        JDABuilder builder = JDABuilder.createLight("token");
        Map<String, Object> before = fields(builder, JDABuilder.class);

        JdaIntegration.create(botmetry).attach(builder);

        Map<String, Object> after = fields(builder, JDABuilder.class);
        assertThat(((CallbackPool) after.get("callbackPool")).original()).isSameAs(ForkJoinPool.commonPool());
        assertThat(after)
                .containsEntry("shutdownCallbackPool", false)
                .containsEntry("shutdownRateLimitScheduler", true)
                .containsEntry("shutdownMainWsPool", true)
                .containsEntry("intents", before.get("intents"))
                .containsEntry("flags", before.get("flags"))
                .containsEntry("restConfig", before.get("restConfig"));
    }

    @Test
    void attach_again_changesNothingMore() throws Exception {
        JDABuilder builder = JDABuilder.createLight("token");
        JdaIntegration.create(botmetry).attach(builder);
        Map<String, Object> before = fields(builder, JDABuilder.class);

        JdaIntegration.create(botmetry).attach(builder);

        assertThat(fields(builder, JDABuilder.class)).isEqualTo(before);
    }

    @Test
    void attach_ofAnotherBotmetry_isRefused() {
        JDABuilder builder = JDABuilder.createLight("token");
        JdaIntegration.create(botmetry).attach(builder);
        try (Botmetry other = Botmetry.builder().shutdownHook(false).build()) {
            assertThatThrownBy(() -> JdaIntegration.create(other).attach(builder))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void attach_ofBotmetryThatIsSwitchedOff_touchesNothing() throws Exception {
        JDABuilder builder = JDABuilder.createLight("token");
        DefaultShardManagerBuilder shards = DefaultShardManagerBuilder.createLight("token");
        Map<String, Object> before = fields(builder, JDABuilder.class);
        Map<String, Object> shardsBefore = fields(shards, DefaultShardManagerBuilder.class);

        JdaIntegration.create(Botmetry.noop()).attach(builder);
        JdaIntegration.create(Botmetry.noop()).attach(shards);

        assertThat(fields(builder, JDABuilder.class)).isEqualTo(before);
        assertThat(fields(shards, DefaultShardManagerBuilder.class)).isEqualTo(shardsBefore);
    }

    @Test
    void eventManagerProvider_isAskedForEachShard() throws Exception {
        AnnotatedEventManager[] managers = {new AnnotatedEventManager(), new AnnotatedEventManager()};
        DefaultShardManagerBuilder builder =
                DefaultShardManagerBuilder.createLight("token").setEventManagerProvider(shard -> managers[shard]);

        JdaIntegration.create(botmetry).attach(builder);
        JdaIntegration.create(botmetry).attach(builder);

        IntFunction<?> provider = (IntFunction<?>)
                fields(builder, DefaultShardManagerBuilder.class).get("eventManagerProvider");
        for (int shard = 0; shard < 2; shard++) {
            assertThat(JdaIntegration.original((IEventManager) provider.apply(shard)))
                    .isSameAs(managers[shard]);
        }
    }

    @Test
    void explicitEventManager_isTakenInsteadOfTheBuildersOwn() throws Exception {
        AnnotatedEventManager mine = new AnnotatedEventManager();
        JDABuilder builder = JDABuilder.createLight("token");

        JdaIntegration.builder(botmetry).eventManager(mine).build().attach(builder);

        Object manager = fields(builder, JDABuilder.class).get("eventManager");
        assertThat(JdaIntegration.original((IEventManager) manager)).isSameAs(mine);
    }

    @Test
    void builderThatGoesOn_changesNothingThatItHasBuilt() throws Exception {
        AnnotatedEventManager mine = new AnnotatedEventManager();
        JDABuilder builder = JDABuilder.createLight("token");
        JdaIntegration.Builder integrations = JdaIntegration.builder(botmetry).eventManager(mine);
        JdaIntegration first = integrations.build();
        integrations.eventManager(new AnnotatedEventManager()).callbackPool(pool, false);

        first.attach(builder);

        Object manager = fields(builder, JDABuilder.class).get("eventManager");
        assertThat(JdaIntegration.original((IEventManager) manager)).isSameAs(mine);
        assertThat(fields(builder, JDABuilder.class).get("callbackPool")).isNull();
    }

    @Test
    void fieldThatIsNotThere_isToldWithTheWayWithoutIt() {
        assertThatThrownBy(() -> BuilderFields.read(
                        JDABuilder.createLight("token"), JDABuilder.class, "gone", IEventManager.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"gone\" of net.dv8tion.jda.api.JDABuilder")
                .hasMessageContaining("JdaIntegration.builder(botmetry).restConfig(mine)");
    }
}
