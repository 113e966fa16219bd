package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.SimulatedGuild;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.GenericMessageEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bots with an event manager of their own, which stays theirs. */
class OwnManagerTest {

    private static final long GUILD_OF_SHARD_0 = 1000L << 22;
    private static final long GUILD_OF_SHARD_1 = 1001L << 22;

    private final List<Integer> shards = new CopyOnWriteArrayList<>();
    private final EventListener failing = on(MessageReceivedEvent.class, event -> {
        throw new IllegalStateException("planned");
    });

    private TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private final class Annotated {
        @SubscribeEvent
        public void onCommand(SlashCommandInteractionEvent event) {
            shards.add(event.getJDA().getShardInfo().getShardId());
            event.reply("a").queue();
        }
    }

    @Test
    void annotatedManager_thatAllShardsShare_handlesTheEventsOfAll() throws Exception {
        bot.close();
        bot = new TestBot(UnaryOperator.identity(), simulation -> simulation.shards(2));
        SimulatedGuild first = bot.discord.guild(GUILD_OF_SHARD_0, "first");
        SimulatedGuild second = bot.discord.guild(GUILD_OF_SHARD_1, "second");
        AnnotatedEventManager mine = new AnnotatedEventManager();
        Annotated listener = new Annotated();
        mine.register(listener);
        ShardManager manager = JdaIntegration.create(bot.botmetry)
                .attach(Simulated.shards(bot.discord).setEventManagerProvider(shard -> mine))
                .build();
        try {
            await().atMost(Simulated.SOON)
                    .until(() -> manager.getShards().size() == 2
                            && manager.getShards().stream().allMatch(jda -> jda.getStatus() == JDA.Status.CONNECTED));
            for (SimulatedGuild guild : List.of(first, second)) {
                guild.member("alice")
                        .runs("ping")
                        .in(guild.textChannel("general"))
                        .awaitReply(Simulated.SOON);
            }

            assertThat(shards).containsExactly(0, 1);
            assertThat(mine.getRegisteredListeners()).containsExactly(listener);
            await().atMost(Simulated.SOON)
                    .untilAsserted(() -> assertThat(bot.numbers.count("discord.commands", "ping", "slash", "ok"))
                            .isEqualTo(2));
        } finally {
            manager.getShards().forEach(Simulated::end);
            manager.shutdown();
        }
    }

    private void start(IEventManager manager, EventListener... listeners) throws InterruptedException {
        bot.start(JdaIntegration.create(bot.botmetry), builder -> builder.setEventManager(manager), listeners);
    }

    private void awaitFailures(int count) {
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.failures).hasSize(count));
        assertThat(bot.failures).containsOnly("MessageReceivedEvent LISTENER IllegalStateException");
    }

    @Test
    void managerOfJdasClass_canBeAskedAndChangedByTheBot_andIsThatClassInItsJda() throws Exception {
        InterfacedEventManager mine = new InterfacedEventManager();
        List<String> handled = new CopyOnWriteArrayList<>();
        EventListener later = on(MessageReceivedEvent.class, event -> handled.add("later"));
        start(mine, failing);
        bot.alice.sends(bot.general, "hello");
        awaitFailures(1);

        assertThat(mine.getRegisteredListeners()).containsExactly(failing);
        mine.unregister(failing);
        mine.register(later);
        bot.alice.sends(bot.general, "hello");
        await().atMost(Simulated.SOON).until(() -> handled.size() == 1);

        awaitFailures(1);
        assertThat(bot.jda().getEventManager()).isInstanceOf(InterfacedEventManager.class);
        assertThat(bot.jda().getRegisteredListeners()).containsExactly(later);
    }

    @Test
    void managerThatJdaMakes_isOfItsClass() throws Exception {
        bot.start(failing);

        assertThat(bot.jda().getEventManager()).isInstanceOf(InterfacedEventManager.class);
        assertThat(bot.jda().getRegisteredListeners()).containsExactly(failing);
    }

    @Test
    void annotatedManager_isOfItsClass() throws Exception {
        start(new AnnotatedEventManager());

        assertThat(bot.jda().getEventManager()).isInstanceOf(AnnotatedEventManager.class);
    }

    /** As bots derive them, with something that they look for behind their JDA. */
    private static final class MyManager extends InterfacedEventManager {
        private int handled;

        @Override
        public void handle(GenericEvent event) {
            handled++;
            super.handle(event);
        }
    }

    @Test
    void managerOfTheBotsOwnClass_isFoundBehindItsJda_andItsFailuresAreSeen() throws Exception {
        MyManager mine = new MyManager();
        start(mine, failing);
        bot.alice.sends(bot.general, "hello");
        awaitFailures(1);

        MyManager found = (MyManager) JdaIntegration.original(bot.jda().getEventManager());

        assertThat(found).isSameAs(mine);
        assertThat(found.handled).isPositive();
        assertThat(JdaIntegration.original(mine)).isSameAs(mine);
    }

    @Test
    void managerOfTheBotsOwn_thatIsObservedByAnOpenBotmetry_isRefusedToAnother() {
        MyManager mine = new MyManager();
        mine.register(failing);
        JdaIntegration.create(bot.botmetry).observed(mine);
        try (Botmetry other = Botmetry.builder().shutdownHook(false).build()) {
            assertThatThrownBy(() -> JdaIntegration.create(other).observed(mine))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("eventManager must not be shared by bots with a Botmetry each");
        }
        assertThat(mine.getRegisteredListeners()).hasSize(1);
    }

    /** As beginners write it: the annotation means nothing to the manager that JDA makes. */
    private static final class AnnotatedAdapter extends ListenerAdapter {
        @Override
        @SubscribeEvent
        public void onMessageReceived(MessageReceivedEvent event) {
            throw new IllegalStateException("planned");
        }
    }

    @Test
    void annotationThatMeansNothingToTheManager_hidesNoFailure() throws Exception {
        bot.start(new AnnotatedAdapter());
        bot.alice.sends(bot.general, "hello");
        awaitFailures(1);
    }

    @Test
    void annotationThatMeansNothingToTheBotsManager_hidesNoFailure() throws Exception {
        start(new InterfacedEventManager(), new AnnotatedAdapter());
        bot.alice.sends(bot.general, "hello");
        awaitFailures(1);
    }

    private final class Once {
        private final AnnotatedEventManager manager;
        private final List<String> handled = new CopyOnWriteArrayList<>();

        Once(AnnotatedEventManager manager) {
            this.manager = manager;
        }

        @SubscribeEvent
        public void onMessage(MessageReceivedEvent event) {
            handled.add("message");
            manager.unregister(this);
        }

        @SubscribeEvent
        public void onAny(GenericMessageEvent event) {
            handled.add("any");
        }
    }

    @Test
    void annotatedListenerThatUnregistersItself_isCalledNoMore_asByJda() throws Exception {
        AnnotatedEventManager plain = new AnnotatedEventManager();
        AnnotatedEventManager mine = new AnnotatedEventManager();
        Once asByJda = new Once(plain);
        Once once = new Once(mine);
        plain.register(asByJda);
        mine.register(once);
        List<String> done = new CopyOnWriteArrayList<>();
        start(mine);
        mine.register(new Object() {
            @SubscribeEvent
            public void onEvent(GenericEvent event) {
                if (event instanceof MessageReceivedEvent) {
                    plain.handle(event);
                    done.add("done");
                }
            }
        });

        bot.alice.sends(bot.general, "hello");

        await().atMost(Simulated.SOON).until(() -> done.size() == 1);
        assertThat(once.handled).containsExactlyElementsOf(asByJda.handled).containsExactly("message");
    }
}
