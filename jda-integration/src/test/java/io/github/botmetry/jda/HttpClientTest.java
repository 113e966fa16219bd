package io.github.botmetry.jda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.RateLimitScope;
import io.github.botmetry.statsd.StatsD;
import io.github.botmetry.testing.UdpCapture;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.FileProxy;
import net.dv8tion.jda.internal.utils.IOUtil;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The HTTP client that the bot set, or did not. */
class HttpClientTest {

    private static final String SENT = "POST/channels/{channel_id}/messages/200/0";

    private TestBot bot = new TestBot();
    private final AtomicInteger seenByTheBot = new AtomicInteger();
    private final Interceptor counting = chain -> {
        seenByTheBot.incrementAndGet();
        return chain.proceed(chain.request());
    };

    @AfterEach
    void stop() {
        bot.close();
    }

    private void start(UnaryOperator<JDABuilder> settings) throws InterruptedException {
        bot.start(JdaIntegration.create(bot.botmetry), settings);
    }

    private void sendAfterAHiddenFailure() {
        bot.discord.on("POST", "/channels/{id}/messages").times(1).answer(503);
        bot.jda().getTextChannelById(bot.general.id()).sendMessage("a").complete();
        assertThat(bot.numbers.counts("discord.rest.requests"))
                .containsEntry(SENT, 1L)
                .containsEntry(SENT.replace("200", "503"), 1L)
                .containsEntry("GET/users/@me/200/0", 1L);
        assertThat(bot.numbers.total("discord.rest.requests"))
                .isEqualTo(bot.discord.requests().all().size());
    }

    @Test
    void clientOfTheBot_isKept_withWhatItHasAndShares() throws Exception {
        OkHttpClient own = new OkHttpClient.Builder().addInterceptor(counting).build();
        start(builder -> builder.setHttpClient(own));

        sendAfterAHiddenFailure();

        assertThat(seenByTheBot).hasValue(3);
        assertThat(bot.jda().getHttpClient().connectionPool()).isSameAs(own.connectionPool());
        assertThat(bot.jda().getHttpClient().dispatcher()).isSameAs(own.dispatcher());
        assertThat(own.interceptors()).containsExactly(counting);
    }

    @Test
    void builderOfTheBot_isKept_alsoForWhatItSetsLater() throws Exception {
        OkHttpClient.Builder own = new OkHttpClient.Builder();
        JDABuilder builder = Simulated.builder(bot.discord).setHttpClientBuilder(own);
        JdaIntegration.create(bot.botmetry).attach(builder);
        JdaIntegration.create(bot.botmetry).attach(builder);
        own.addInterceptor(counting);

        bot.start(JdaIntegration.create(bot.botmetry), ignored -> builder);

        sendAfterAHiddenFailure();
        assertThat(seenByTheBot).hasValue(3);
        assertThat(bot.jda().getHttpClient().interceptors()).hasSize(2);
    }

    @Test
    void clientThatIsToldInstead_isObserved() throws Exception {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .httpClient(new OkHttpClient.Builder().addInterceptor(counting).build())
                .restConfig(new RestConfig().setBaseUrl(bot.discord.restUrl()))
                .build();

        bot.start(integration, builder -> builder);

        sendAfterAHiddenFailure();
        assertThat(seenByTheBot).hasValue(3);
    }

    @Test
    void clientThatIsNotToldWithOtherParts_leavesWhatTheLimiterSees() throws Exception {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .restConfig(new RestConfig().setBaseUrl(bot.discord.restUrl()))
                .build();
        bot.start(integration, builder -> builder);
        bot.discord.on("POST", "/channels/{id}/messages").times(1).answer(503);
        bot.discord
                .on("POST", "/channels/{id}/messages")
                .times(1)
                .rateLimit(RateLimitScope.USER, Duration.ofSeconds(1));

        bot.jda().getTextChannelById(bot.general.id()).sendMessage("a").complete();

        // Counted when the limiter has its answer back, which is after the bot.
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.counts("discord.rest.requests"))
                        .containsOnlyKeys("GET/users/@me/200/0", SENT.replace("200", "429"), SENT));
        assertThat(bot.numbers.count("discord.rest.invalid_requests", "429")).isEqualTo(1);
    }

    @Test
    void builderThatJdaMakesItself_isTheSame() throws Exception {
        JDABuilder builder = JDABuilder.createLight("token");
        JdaIntegration.create(bot.botmetry).attach(builder);
        Field field = JDABuilder.class.getDeclaredField("httpClientBuilder");
        field.setAccessible(true);

        OkHttpClient ours = ((OkHttpClient.Builder) field.get(builder)).build();
        OkHttpClient jdas = IOUtil.newHttpClientBuilder().build();

        assertThat(ours.dispatcher().getMaxRequests())
                .isEqualTo(jdas.dispatcher().getMaxRequests());
        assertThat(ours.dispatcher().getMaxRequestsPerHost())
                .isEqualTo(jdas.dispatcher().getMaxRequestsPerHost());
        assertThat(inside(ours.connectionPool(), "maxIdleConnections"))
                .isEqualTo(inside(jdas.connectionPool(), "maxIdleConnections"))
                .isEqualTo(5);
        assertThat(inside(ours.connectionPool(), "keepAliveDurationNs"))
                .isEqualTo(inside(jdas.connectionPool(), "keepAliveDurationNs"))
                .isEqualTo(TimeUnit.SECONDS.toNanos(10));
        assertThat(ours)
                .returns(jdas.connectTimeoutMillis(), OkHttpClient::connectTimeoutMillis)
                .returns(jdas.readTimeoutMillis(), OkHttpClient::readTimeoutMillis)
                .returns(jdas.retryOnConnectionFailure(), OkHttpClient::retryOnConnectionFailure);
    }

    private static Object inside(ConnectionPool pool, String field) throws ReflectiveOperationException {
        Field delegate = ConnectionPool.class.getDeclaredField("delegate");
        delegate.setAccessible(true);
        Object real = delegate.get(pool);
        Field value = real.getClass().getDeclaredField(field);
        value.setAccessible(true);
        return value.get(real);
    }

    @Test
    void clientThatWasReplacedAfterAttach_isWarnedOf() throws Exception {
        bot.close();
        bot = TestBot.lenient();
        JDABuilder builder = Simulated.builder(bot.discord);
        JdaIntegration.create(bot.botmetry).attach(builder);
        JDA jda = builder.setHttpClient(new OkHttpClient()).build();
        try {
            jda.awaitReady();
            await().atMost(Simulated.SOON).until(() -> !bot.botmetry.warnings().isEmpty());
            assertThat(Warned.of(bot.botmetry)).singleElement().asString().contains(": the HTTP client was replaced ");
        } finally {
            Simulated.end(jda);
        }
    }

    @Test
    void downloads_withTheSameClient_areNoRequests() throws Exception {
        HttpServer files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("file".getBytes(UTF_8));
            exchange.close();
        });
        files.start();
        try {
            start(builder -> builder);
            String url = "http://127.0.0.1:" + files.getAddress().getPort() + "/attachments/1/2/file.txt";

            try (InputStream file = new FileProxy(url)
                    .withClient(bot.jda().getHttpClient())
                    .download()
                    .get(30, TimeUnit.SECONDS)) {
                assertThat(file.readAllBytes()).asString(UTF_8).isEqualTo("file");
            }

            assertThat(bot.numbers.counts("discord.rest.requests")).containsOnlyKeys("GET/users/@me/200/0");
        } finally {
            files.stop(0);
        }
    }

    @Test
    void shards_shareConnectionsAndOneBudget() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build();
                Botmetry botmetry =
                        Botmetry.builder().strict(true).shutdownHook(false).build()) {
            Numbers numbers = new Numbers(botmetry);
            discord.on("POST", "/channels/{id}/messages").times(2).answer(403, 50013);
            long[] channels = {
                discord.guild("Garden").textChannel("general").id(),
                discord.guild("Wood").textChannel("general").id()
            };
            DefaultShardManagerBuilder builder = Simulated.shards(discord);
            JdaIntegration.create(botmetry).attach(builder);
            ShardManager shards = builder.build();
            try {
                await().atMost(Simulated.SOON)
                        .until(() -> shards.getShards().size() == 2
                                && shards.getStatuses().values().stream().allMatch(JDA.Status.CONNECTED::equals));
                for (long channel : channels) {
                    shards.getTextChannelById(channel)
                            .sendMessage("a")
                            .submit()
                            .handle((message, error) -> error)
                            .get(30, TimeUnit.SECONDS);
                }

                assertThat(numbers.total("discord.rest.requests"))
                        .isEqualTo(discord.requests().all().size());
                // Also how many shards there shall be, which JDA asks before there is a limiter.
                assertThat(numbers.counts("discord.rest.requests"))
                        .containsKeys("GET/gateway/bot/200/0", "GET/users/@me/200/0")
                        .containsEntry("POST/channels/{channel_id}/messages/403/50013", 2L);
                assertThat(numbers.gauge("discord.rest.invalid_requests.remaining"))
                        .isEqualTo(9_998);
                // Discord told of 999, and each shard has begun one.
                assertThat(numbers.gauge("discord.gateway.session_starts.remaining"))
                        .isEqualTo(997);
                assertThat(shards.getShards())
                        .extracting(shard -> shard.getHttpClient().connectionPool())
                        .containsOnly(shards.getShards().get(0).getHttpClient().connectionPool());
            } finally {
                shards.shutdown();
                for (JDA shard : shards.getShards()) {
                    shard.awaitShutdown(Simulated.SOON);
                }
            }
        }
    }

    @Test
    void numbers_onTheWire_haveTheirPlainNames() throws Exception {
        bot.close();
        try (UdpCapture server = UdpCapture.plain()) {
            StatsD statsd = StatsD.builder()
                    .host(server.host())
                    .port(server.port())
                    .prefix("mybot")
                    .build();
            bot = new TestBot(builder -> builder.install(statsd), UnaryOperator.identity());
            start(builder -> builder);
            bot.discord
                    .on("POST", "/channels/{id}/messages")
                    .times(1)
                    .rateLimit(RateLimitScope.USER, Duration.ofSeconds(1));
            bot.jda().getTextChannelById(bot.general.id()).sendMessage("a").complete();

            bot.botmetry.close();

            server.settle();
            assertThat(server.counter("mybot.rest.200")).isEqualTo(2);
            assertThat(server.lines())
                    .contains(
                            "mybot.rest.200:1|c",
                            "mybot.rest.429:1|c",
                            "mybot.rest.rate_limits.user:1|c",
                            "mybot.rest.retries.rate_limit:1|c",
                            "mybot.rest.invalid:1|c",
                            "mybot.rest.invalid.remaining:9999|g",
                            "mybot.rest.queue.size:0|g")
                    .anyMatch(line -> line.startsWith("mybot.rest.duration:"))
                    .anyMatch(line -> line.startsWith("mybot.rest.queue:"));
            assertThat(server.malformed()).isEmpty();
        }
    }
}
