package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is seen of the gateway while a bot runs: events, gauges of its shards, and whether it is ready. */
class GatewayTest {

    private Botmetry botmetry;
    private Numbers numbers;

    @BeforeEach
    void start() {
        botmetry = Botmetry.builder().strict(true).shutdownHook(false).build();
        numbers = new Numbers(botmetry);
    }

    @AfterEach
    void stop() {
        botmetry.close();
    }

    /** By class, as the bot sees them. */
    private static final class Counting implements EventListener {

        private final Map<String, LongAdder> events = new ConcurrentHashMap<>();

        @Override
        public void onEvent(GenericEvent event) {
            String key = event.getClass().getSimpleName() + "/"
                    + event.getJDA().getShardInfo().getShardId();
            events.computeIfAbsent(key, first -> new LongAdder()).increment();
        }

        Map<String, Long> counts() {
            Map<String, Long> counts = new TreeMap<>();
            events.forEach((event, count) -> counts.put(event, count.sum()));
            return counts;
        }
    }

    @Test
    void mixedEvents_ofTwoShards_areCountedAsTheyCome_alsoOverLostConnections() throws Exception {
        Counting counting = new Counting();
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build()) {
            List<SimulatedGuild> guilds = List.of(discord.guild("guild 0"), discord.guild("guild 1"));
            List<SimulatedChannel> channels = new ArrayList<>();
            List<SimulatedUser> users = new ArrayList<>();
            for (SimulatedGuild guild : guilds) {
                channels.add(guild.textChannel("general"));
                users.add(guild.member("user"));
            }
            ShardManager bot = JdaIntegration.create(botmetry)
                    .attach(Simulated.shards(discord).addEventListeners(counting))
                    .build();
            try {
                awaitConnected(bot);
                for (int i = 0; i < 2_000; i++) {
                    int which = i % 2;
                    SimulatedMessage message = users.get(which).sends(channels.get(which), "hello");
                    users.get(which).edits(message, "hello there");
                    users.get(which).deletes(message);
                    if (i == 500) {
                        discord.shard(0).close(4000);
                        discord.shard(1).cut();
                    } else if (i == 1_000) {
                        discord.shard(0).awaitResumed(1, Simulated.SOON);
                        discord.shard(1).awaitResumed(1, Simulated.SOON);
                    }
                }
                await().atMost(Simulated.SOON).untilAsserted(() -> {
                    assertThat(total("MessageReceivedEvent")).isEqualTo(discord.dispatched("MESSAGE_CREATE"));
                    assertThat(total("MessageUpdateEvent")).isEqualTo(discord.dispatched("MESSAGE_UPDATE"));
                    assertThat(total("MessageDeleteEvent")).isEqualTo(discord.dispatched("MESSAGE_DELETE"));
                });
            } finally {
                bot.getShards().forEach(Simulated::end);
                bot.shutdown();
            }
        }
        assertThat(numbers.counts("discord.gateway.events")).containsAllEntriesOf(counting.counts());
        assertThat(total("MessageReceivedEvent")).isEqualTo(2_000);
        assertThat(numbers.total("discord.gateway.events"))
                .isEqualTo(counting.counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertThat(numbers.count("discord.gateway.sessions", "resumed", "none", "none"))
                .isEqualTo(2);
    }

    private long total(String event) {
        return numbers.counts("discord.gateway.events").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(event + "/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void awaitConnected(ShardManager bot) {
        await().atMost(Simulated.SOON)
                .until(() -> bot.getShards().size() == 2
                        && bot.getStatuses().values().stream().allMatch(status -> status == JDA.Status.CONNECTED));
    }

    @Test
    void shards_ofAManager_haveTheirOwnGauges_andOneMayEnd() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build()) {
            discord.guild("guild 0").textChannel("general");
            discord.guild("guild 1").textChannel("general");
            ShardManager bot = JdaIntegration.create(botmetry)
                    .attach(Simulated.shards(discord))
                    .build();
            try {
                awaitConnected(bot);
                assertThat(numbers.gauge("discord.shard.up", "0")).isOne();
                assertThat(numbers.gauge("discord.shard.up", "1")).isOne();
                assertThat(numbers.gauge("discord.guilds", "0") + numbers.gauge("discord.guilds", "1"))
                        .isEqualTo(2);
                bot.restart(1);
                await().atMost(Simulated.SOON)
                        .until(() ->
                                discord.shard(1).identifyCount() == 2 && numbers.gauge("discord.shard.up", "1") == 1);
                bot.shutdown(1);
                await().atMost(Simulated.SOON).until(() -> Double.isNaN(numbers.gauge("discord.shard.up", "1")));
                assertThat(numbers.gauge("discord.shard.up", "0")).isOne();
                assertThat(ready())
                        .isEqualTo(Health.up()
                                .with("shards", 1)
                                .with("connected", 1)
                                .with("queue", 0));
            } finally {
                bot.getShards().forEach(Simulated::end);
                bot.shutdown();
            }
        }
    }

    private Health ready() {
        return botmetry.wiring().health().get("discord");
    }

    @Test
    void bot_isReadyWhileConnected_andNotBeforeAndAfter() throws Exception {
        assertThat(botmetry.wiring().isReady()).isFalse();
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            discord.guild("Garden");
            JDABuilder builder = JdaIntegration.create(botmetry).attach(Simulated.builder(discord));
            assertThat(botmetry.wiring().isReady()).isFalse();
            JDA jda = builder.build().awaitReady();

            await().atMost(Simulated.SOON).until(botmetry.wiring()::isReady);
            Simulated.end(jda);
            await().atMost(Simulated.SOON).until(() -> !botmetry.wiring().isReady());
            assertThat(ready().lastError()).isEqualTo("no shard is connected");
        }
    }

    @Test
    void gauges_showWhatJdaHolds_andNothingForCachesThatAreOff() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild garden = discord.guild("Garden");
            SimulatedGuild forest = discord.guild("Forest");
            garden.textChannel("general").thread("thread");
            garden.member("alice");
            garden.addEmoji("leaf");
            JDABuilder builder = Simulated.builder(discord).disableCache(CacheFlag.STICKER);
            JDA jda = JdaIntegration.create(botmetry).attach(builder).build().awaitReady();
            try {
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.guilds", "0") == 2);
                assertThat(numbers.gauge("discord.guilds.unavailable", "0")).isZero();
                assertThat(numbers.gauge("discord.cache.size", "users", "0"))
                        .isEqualTo(jda.getUserCache().size())
                        .isPositive();
                assertThat(numbers.gauge("discord.cache.size", "members", "0")).isPositive();
                assertThat(numbers.gauge("discord.cache.size", "roles", "0"))
                        .isEqualTo(jda.getRoles().size())
                        .isPositive();
                assertThat(numbers.gauge("discord.cache.size", "channels", "0")).isPositive();
                assertThat(numbers.gauge("discord.cache.size", "threads", "0")).isOne();
                assertThat(numbers.gauge("discord.cache.size", "emojis", "0")).isOne();
                assertThat(numbers.gauge("discord.cache.size", "stickers", "0")).isNaN();
                forest.fail();
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.guilds.unavailable", "0") == 1);
                assertThat(numbers.gauge("discord.guilds", "0")).isOne();
                forest.recover();
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.guilds", "0") == 2);
                assertThat(numbers.gauge("discord.guilds.unavailable", "0")).isZero();
            } finally {
                Simulated.end(jda);
            }
        }
    }

    @Test
    void gauges_areAbsentWhileGuildsLoad() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            discord.guild("Garden");
            SimulatedGuild late = discord.guild("Forest");
            late.fail();
            JDA jda = JdaIntegration.create(botmetry)
                    .attach(Simulated.builder(discord))
                    .build();
            try {
                await().atMost(Simulated.SOON)
                        .until(() -> jda.getStatus() == JDA.Status.LOADING_SUBSYSTEMS
                                && jda.getGuildCache().size() == 1);
                assertThat(numbers.gauge("discord.guilds", "0")).isNaN();
                assertThat(numbers.gauge("discord.cache.size", "users", "0")).isNaN();
                assertThat(numbers.gauge("discord.shard.up", "0")).isZero();
                late.recover();
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.guilds", "0") == 2);
            } finally {
                Simulated.end(jda);
            }
        }
    }

    @Test
    void shards_beyondTheLimit_areStillCountedByEvent() {
        botmetry.close();
        botmetry = Botmetry.builder().shutdownHook(false).build(); // not strict, which takes a limit for a failure
        numbers = new Numbers(botmetry);
        IEventManager manager = JdaIntegration.create(botmetry).observed(new InterfacedEventManager());
        for (int shard = 0; shard < 70; shard++) {
            JDA jda = mock(JDA.class);
            when(jda.getShardInfo()).thenReturn(new JDA.ShardInfo(shard, 70));
            manager.handle(new GatewayPingEvent(jda, 1));
        }

        assertThat(total("GatewayPingEvent")).isEqualTo(70);
        assertThat(numbers.count("discord.gateway.events", "GatewayPingEvent", "63"))
                .isOne();
        assertThat(numbers.count("discord.gateway.events", "GatewayPingEvent", "_other"))
                .isEqualTo(6);
    }

    @Test
    void eventOfTheBotsOwn_withoutAJda_isHandledAndCounted() {
        IEventManager manager = JdaIntegration.create(botmetry).observed(new InterfacedEventManager());
        AtomicInteger handled = new AtomicInteger();
        manager.register((EventListener) event -> handled.incrementAndGet());
        GenericEvent own = mock(GenericEvent.class);
        when(own.getJDA()).thenThrow(new UnsupportedOperationException("planned"));

        manager.handle(own);

        assertThat(handled.get()).isOne();
        assertThat(numbers.total("discord.gateway.events")).isOne();
    }

    @Test
    void twoBots_withTheSameShardNumber_areAddedUp_andUpOnlyTogether() throws Exception {
        try (DiscordSimulator one = DiscordSimulator.create();
                DiscordSimulator other = DiscordSimulator.create()) {
            one.guild("Garden");
            other.guild("Forest");
            other.guild("River");
            JdaIntegration integration = JdaIntegration.create(botmetry);
            JDA first = integration.attach(Simulated.builder(one)).build().awaitReady();
            JDA second = integration.attach(Simulated.builder(other)).build().awaitReady();
            try {
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.guilds", "0") == 3);
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.shard.up", "0") == 1);
                other.shard(0).close(4014);
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.guilds", "0") == 1);
                await().atMost(Simulated.SOON).until(() -> numbers.gauge("discord.shard.up", "0") == 0);
                assertThat(botmetry.wiring().isReady()).isTrue();
            } finally {
                Simulated.end(first);
                Simulated.end(second);
            }
        }
    }

    @Test
    void shutdownNow_inTheMiddle_leavesNoGaugeAndNoJda() throws Exception {
        JdaIntegration integration = JdaIntegration.create(botmetry);
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            WeakReference<JDA> jda = runAndEnd(integration, discord);

            await().atMost(Simulated.SOON).until(() -> Double.isNaN(numbers.gauge("discord.shard.up", "0")));
            for (String name : List.of("discord.guilds", "discord.gateway.ping", "discord.gateway.silence")) {
                assertThat(numbers.gauge(name, "0")).isNaN();
            }
            assertThat(numbers.gauge("discord.cache.size", "users", "0")).isNaN();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                System.gc();
                return jda.get() == null;
            });
        }
    }

    private static WeakReference<JDA> runAndEnd(JdaIntegration integration, DiscordSimulator discord)
            throws InterruptedException {
        SimulatedChannel general = discord.guild("Garden").textChannel("general");
        SimulatedUser alice = discord.guild("Garden").member("alice");
        AtomicInteger received = new AtomicInteger();
        EventListener counting = on(MessageReceivedEvent.class, event -> received.incrementAndGet());
        JDA jda = integration
                .attach(Simulated.builder(discord).addEventListeners(counting))
                .build()
                .awaitReady();
        for (int i = 0; i < 500; i++) {
            alice.sends(general, "hello");
        }
        await().atMost(Simulated.SOON).until(() -> received.get() > 0);
        Simulated.end(jda);
        return new WeakReference<>(jda);
    }

    @Test
    void rawEvents_reachNoListenerThatDidNotAskForThem() throws Exception {
        Counting counting = new Counting();
        try (TestBot bot = new TestBot()) {
            bot.start(counting);
            bot.alice.sends(bot.general, "hello");
            await().atMost(Simulated.SOON)
                    .until(() -> bot.numbers.count("discord.gateway.events", "MessageReceivedEvent", "0") == 1);
            assertThat(counting.counts()).doesNotContainKey(RawGatewayEvent.class.getSimpleName() + "/0");
        }
    }
}
