package io.github.botmetry.jda.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import io.github.botmetry.testing.ManualClock;
import io.github.botmetry.testing.RecordingWiring;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.thread.ThreadHiddenEvent;
import net.dv8tion.jda.api.events.thread.ThreadRevealedEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The watch alone, as a listener of the real JDA: with time that a test tells, and in a guild that is big. */
@Tag("allocation")
class CommunityWatchTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration COMPILED = Duration.ofSeconds(120);
    private static final int EVENTS = 50_000;
    private static final int WARM_UP_ROUNDS = 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DiscordSimulator discord = DiscordSimulator.create();
    private final SimulatedGuild garden = discord.guild("Garden");
    private final RecordingWiring wiring = new RecordingWiring();
    private final ManualClock clock = ManualClock.at(Instant.now());
    private final List<MessageReceivedEvent> messages = new CopyOnWriteArrayList<>();
    private JDA jda;

    @AfterEach
    void stop() throws InterruptedException {
        jda.shutdownNow();
        assertThat(jda.awaitShutdown(SOON)).isTrue();
        discord.close();
        wiring.close();
    }

    private CommunityWatch start(CommunityStats community) throws InterruptedException {
        CommunityWatch watch = community.connect(wiring, clock);
        EventListener listener = event -> {
            watch.accept(event);
            if (event instanceof MessageReceivedEvent message) {
                messages.add(message);
            }
        };
        jda = JDABuilder.createLight(discord.token(), GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .setEnableShutdownHook(false)
                .addEventListeners(listener)
                .build()
                .awaitReady();
        return watch;
    }

    private Duration openDuration() {
        return wiring.stats().timings(ForumDefinitions.OPEN_DURATION, "help").stream()
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Also that each was timed, which comes last. */
    private void awaitClosed(int posts, String reason) {
        await().atMost(SOON)
                .until(() -> wiring.stats().count(ForumDefinitions.CLOSED, "help", reason, "unanswered") == posts
                        && wiring.stats()
                                        .timings(ForumDefinitions.OPEN_DURATION, "help")
                                        .size()
                                == posts);
    }

    private void awaitInUse(double posts) {
        await().atMost(SOON).until(() -> wiring.stats().value(ForumDefinitions.THREADS, "help") == posts);
    }

    @Test
    void timeOpen_isFromCreationToClosing_andFromReopeningTheNextTime() throws InterruptedException {
        SimulatedChannel forum = garden.forum("help");
        start(CommunityStats.builder()
                .guild(garden.id())
                .forum(forum.id(), "help")
                .build());

        SimulatedChannel post = forum.post(garden.owner(), "Why?", "It withers");
        awaitInUse(1);
        clock.advance(Duration.ofHours(2));
        post.archive();
        awaitClosed(1, "archived");
        assertThat(openDuration()).isCloseTo(Duration.ofHours(2), Duration.ofMinutes(1));

        post.unarchive();
        awaitInUse(1);
        clock.advance(Duration.ofMinutes(10));
        post.archive();
        awaitClosed(2, "archived");
        assertThat(openDuration()).isCloseTo(Duration.ofMinutes(130), Duration.ofMinutes(1));
    }

    @Test
    void post_thatIsArchivedAfterItsDayOfSilence_wasInactive() throws InterruptedException {
        SimulatedChannel forum = garden.forum("help");
        start(CommunityStats.builder()
                .guild(garden.id())
                .forum(forum.id(), "help")
                .build());

        SimulatedChannel post = forum.post(garden.owner(), "Why?", "It withers");
        awaitInUse(1);
        clock.advance(Duration.ofMinutes(1441)); // posts of the simulator allow 1440
        post.archive();

        awaitClosed(1, "inactive");
    }

    @Test
    void clockThatIsBehindDiscords_givesNoNegativeDuration() throws InterruptedException {
        SimulatedChannel forum = garden.forum("help");
        start(CommunityStats.builder()
                .guild(garden.id())
                .forum(forum.id(), "help")
                .build());
        clock.advance(Duration.ofHours(-1));

        forum.post(garden.owner(), "Why?", "It withers").archive();

        awaitClosed(1, "archived");
        assertThat(openDuration()).isZero();
    }

    @Test
    void post_thatGoesOutOfViewAndComesBack_isNeitherClosedNorOpened() throws InterruptedException {
        SimulatedChannel forum = garden.forum("help");
        CommunityWatch watch = start(CommunityStats.builder()
                .guild(garden.id())
                .forum(forum.id(), "help")
                .build());
        SimulatedChannel post = forum.post(garden.owner(), "Why?", "It withers");
        awaitInUse(1);
        ThreadChannel thread = jda.getThreadChannelById(post.id());

        watch.accept(new ThreadHiddenEvent(jda, 0, thread));
        awaitInUse(0);
        watch.accept(new ThreadRevealedEvent(jda, 0, thread));
        awaitInUse(1);

        awaitClosed(0, "archived");
        assertThat(wiring.stats().count(ForumDefinitions.OPENED, "help", "reopened"))
                .isZero();
    }

    private static long bytesPerEvent(CommunityWatch watch, GenericEvent event) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EVENTS; i++) {
            watch.accept(event);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / EVENTS;
    }

    private MessageReceivedEvent messageIn(SimulatedChannel channel, SimulatedUser author) {
        long id = author.sends(channel, "hello").id();
        await().atMost(SOON).until(() -> messages.stream().anyMatch(message -> message.getMessageIdLong() == id));
        return messages.stream()
                .filter(message -> message.getMessageIdLong() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void guildOfManyMembersAndChannels_costsNoMoreForAMessage() throws InterruptedException {
        SimulatedGuild city = discord.guild("City").memberCount(500_000);
        for (int i = 0; i < 5_000; i++) {
            city.textChannel("street-" + i);
        }
        SimulatedGuild park = discord.guild("Park");
        CommunityWatch watch = start(CommunityStats.builder()
                .guild(city.id(), "city")
                .guild(garden.id(), "garden")
                .build());
        MessageReceivedEvent big = messageIn(city.textChannel("street-4999"), city.owner());
        MessageReceivedEvent small = messageIn(garden.textChannel("general"), garden.owner());
        GenericEvent other = new SessionResumeEvent(jda);
        MessageReceivedEvent foreign = messageIn(park.textChannel("general"), park.owner());
        AtomicInteger rounds = new AtomicInteger();

        // Code that is not compiled yet allocates more, and on a busy machine the compiler is late.
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(COMPILED)
                .untilAsserted(() -> {
                    rounds.incrementAndGet();
                    long ofBig = bytesPerEvent(watch, big);
                    assertThat(ofBig).isBetween(0L, 48L).isLessThanOrEqualTo(bytesPerEvent(watch, small) + 8);
                    assertThat(bytesPerEvent(watch, other)).isZero();
                    assertThat(bytesPerEvent(watch, foreign)).isZero();
                    assertThat(rounds).hasValueGreaterThan(WARM_UP_ROUNDS);
                });

        assertThat(wiring.stats().value(GuildDefinitions.BY_ALIAS.members(), "city"))
                .isEqualTo(500_000);
        assertThat(wiring.stats().value(GuildDefinitions.BY_ALIAS.channels(), "city"))
                .isEqualTo(5_000);
        assertThat(wiring.stats().count(GuildDefinitions.BY_ALIAS.messages(), "city", "street-4999"))
                .isEqualTo((long) rounds.get() * EVENTS + 1);
    }
}
