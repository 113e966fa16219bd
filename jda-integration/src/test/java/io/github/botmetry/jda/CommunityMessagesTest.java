package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Privacy;
import io.github.botmetry.jda.community.CommunityStats;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which messages are counted, and under which name. */
class CommunityMessagesTest {

    private final Set<Long> optedOut = ConcurrentHashMap.newKeySet();
    private TestBot bot;
    private SimulatedGuild garden;

    @BeforeEach
    void start() {
        Privacy privacy = Privacy.builder()
                .userOptedOut(optedOut::contains)
                .guildOptedOut(optedOut::contains)
                .build();
        bot = new TestBot(settings -> settings.privacy(privacy), UnaryOperator.identity());
        garden = bot.discord.guild("Garden");
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    private CommunityStats.Builder inGarden() {
        return CommunityStats.builder().guild(garden.id());
    }

    private void start(CommunityStats.Builder community) throws InterruptedException {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .community(community.build())
                .build();
        bot.start(integration, UnaryOperator.identity());
    }

    /** The last message is one that counts: what was sent before it has been seen by then. */
    private void awaitCounts(Map<String, Long> expected) {
        await().atMost(Simulated.SOON)
                .untilAsserted(
                        () -> assertThat(bot.numbers.counts("discord.messages")).isEqualTo(expected));
    }

    @Test
    void message_inThread_countsForItsChannel() throws InterruptedException {
        SimulatedChannel thread = bot.general.thread("details");
        SimulatedChannel forum = garden.forum("help");
        SimulatedChannel voice = garden.voiceChannel("campfire");
        start(inGarden());

        bot.alice.sends(thread, "one");
        bot.alice.sends(bot.general.thread("more"), "two");
        forum.post(bot.alice, "Why?", "It withers");
        bot.alice.sends(voice, "crackle");

        awaitCounts(Map.of("general", 2L, "help", 1L, "campfire", 1L));
    }

    @Test
    void message_thatIsDirectOrInAnotherGuild_isLeftOut() throws InterruptedException {
        SimulatedGuild park = bot.discord.guild("Park");
        SimulatedChannel elsewhere = park.textChannel("general");
        start(inGarden());

        bot.alice.sendsDirectly("psst");
        park.member("bob").sends(elsewhere, "hello");
        bot.alice.sends(bot.general, "hello");

        awaitCounts(Map.of("general", 1L));
    }

    @Test
    void message_ofBotWebhookOrDiscord_isLeftOut() throws InterruptedException {
        start(inGarden());

        bot.discord.bot().sends(bot.general, "I am a bot");
        bot.general.webhookMessage("news", "extra");
        bot.general.systemMessage(7, bot.alice);
        bot.general.systemMessage(8, bot.alice);
        bot.alice.repliesTo(bot.alice.sends(bot.general, "hello"), "to myself");

        awaitCounts(Map.of("general", 2L));
    }

    @Test
    void everyMessage_isCounted_whereThatIsWanted() throws InterruptedException {
        start(inGarden().everyMessage());

        bot.discord.bot().sends(bot.general, "I am a bot");
        bot.general.webhookMessage("news", "extra");
        bot.general.systemMessage(7, bot.alice);
        bot.alice.sends(bot.general, "hello");

        awaitCounts(Map.of("general", 4L));
    }

    @Test
    void message_inIgnoredCategory_isLeftOut_exceptInNamedChannels() throws InterruptedException {
        SimulatedChannel modmail = garden.category("modmail");
        SimulatedChannel ticket = modmail.textChannel("ticket");
        SimulatedChannel incidents = modmail.textChannel("incidents");
        start(inGarden().ignoreCategory(modmail.id(), incidents.id()));

        bot.alice.sends(ticket, "secret");
        bot.alice.sends(ticket.thread("deep"), "secret");
        bot.alice.sends(incidents, "counted");

        awaitCounts(Map.of("incidents", 1L));
    }

    @Test
    void channel_thatMovesIntoAndOutOfIgnoredCategory_isFollowed() throws InterruptedException {
        SimulatedChannel modmail = garden.category("modmail");
        start(inGarden().ignoreCategory(modmail.id()));

        bot.alice.sends(bot.general, "counted");
        bot.general.under(modmail);
        bot.alice.sends(bot.general, "ignored");
        bot.general.under(null);
        bot.alice.sends(bot.general, "counted");

        awaitCounts(Map.of("general", 2L));
    }

    @Test
    void channel_thatIsRenamed_countsUnderItsNewNameFromThenOn() throws InterruptedException {
        start(inGarden());

        bot.alice.sends(bot.general, "one");
        bot.alice.sends(bot.general, "two");
        bot.general.rename("lobby");
        bot.alice.sends(bot.general, "three");

        awaitCounts(Map.of("general", 2L, "lobby", 1L));
    }

    @Test
    void channel_withNameOfItsOwn_keepsItWhateverDiscordCallsIt() throws InterruptedException {
        SimulatedChannel topic = garden.textChannel("ot0-cats");
        SimulatedChannel other = garden.textChannel("ot1-dogs");
        start(inGarden().channelName(topic.id(), "off_topic").channelName(other.id(), "off_topic"));

        bot.alice.sends(topic, "miau");
        topic.rename("ot0-birds");
        bot.alice.sends(topic, "piep");
        bot.alice.sends(other, "wuff");

        awaitCounts(Map.of("off_topic", 3L));
    }

    @Test
    void message_ofUserWhoOptedOut_isLeftOut() throws InterruptedException {
        SimulatedUser bob = garden.member("bob");
        start(inGarden());

        optedOut.add(bob.id());
        bob.sends(bot.general, "not me");
        bot.alice.sends(bot.general, "me");
        awaitCounts(Map.of("general", 1L));
        optedOut.clear();
        bob.sends(bot.general, "me again");

        awaitCounts(Map.of("general", 2L));
    }

    @Test
    void message_inGuildThatOptedOut_isLeftOut() throws InterruptedException {
        SimulatedGuild park = bot.discord.guild("Park");
        optedOut.add(park.id());
        start(CommunityStats.builder().guild(garden.id(), "garden").guild(park.id(), "park"));

        bot.alice.sends(park.textChannel("general"), "not here");
        bot.alice.sends(bot.general, "here");

        awaitCounts(Map.of("garden/general", 1L));
    }

    @Test
    void disconnect_andResume_loseAndRepeatNothing() throws InterruptedException {
        start(inGarden());

        for (int i = 0; i < 3; i++) {
            bot.alice.sends(bot.general, "before " + i);
            bot.discord.shard(0).requestReconnect();
            bot.alice.sends(bot.general, "after " + i);
            bot.discord.shard(0).awaitResumed(i + 1, Simulated.SOON);
        }

        awaitCounts(Map.of("general", 6L));
    }

    @Test
    void listenerThatThrows_doesNotKeepMessagesFromBeingCounted() throws InterruptedException {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .community(inGarden().build())
                .build();
        bot.start(integration, UnaryOperator.identity(), event -> {
            throw new IllegalStateException("broken");
        });

        bot.alice.sends(bot.general, "hello");

        awaitCounts(Map.of("general", 1L));
    }

    @Test
    void eventsInManyThreads_areCountedEach() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                    .community(inGarden().build())
                    .build();
            bot.start(integration, builder -> builder.setEventPool(pool));

            for (int i = 0; i < 500; i++) {
                bot.alice.sends(bot.general, "hello " + i);
            }

            awaitCounts(Map.of("general", 500L));
        } finally {
            pool.shutdownNow();
        }
    }
}
