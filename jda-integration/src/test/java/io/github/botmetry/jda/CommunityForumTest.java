package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Privacy;
import io.github.botmetry.jda.community.CommunityStats;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The posts of a forum from opening to closing. */
class CommunityForumTest {

    private final Set<Long> optedOut = ConcurrentHashMap.newKeySet();
    private TestBot bot;
    private SimulatedGuild garden;
    private SimulatedChannel forum;
    private SimulatedUser bob;

    @BeforeEach
    void start() {
        start(true);
    }

    /** For a test in which there is something to warn of. */
    private void beLenient() {
        bot.close();
        start(false);
    }

    private void start(boolean isStrict) {
        Privacy privacy = Privacy.builder().userOptedOut(optedOut::contains).build();
        bot = new TestBot(settings -> settings.privacy(privacy).strict(isStrict), UnaryOperator.identity());
        garden = bot.discord.guild("Garden");
        forum = garden.forum("python-help");
        bob = garden.member("bob");
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    private CommunityStats.Builder help() {
        return CommunityStats.builder().guild(garden.id()).forum(forum.id(), "help");
    }

    private void start(CommunityStats.Builder community) throws InterruptedException {
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .community(community.build())
                .build();
        bot.start(integration, UnaryOperator.identity());
    }

    private SimulatedChannel post(SimulatedUser author) {
        return forum.post(author, "Why?", "It withers");
    }

    private void awaitInUse(double posts) {
        await().atMost(Simulated.SOON)
                .untilAsserted(() -> assertThat(bot.numbers.gauge("discord.forum.threads", "help"))
                        .isEqualTo(Double.valueOf(posts)));
    }

    /** Those that are not 0. */
    private void awaitClosed(Map<String, Long> expected) {
        await().atMost(Simulated.SOON).untilAsserted(() -> {
            Map<String, Long> closed = new TreeMap<>(bot.numbers.counts("discord.forum.closed"));
            assertThat(closed).isEqualTo(expected);
        });
    }

    private long opened(String how) {
        return bot.numbers.count("discord.forum.opened", "help", how);
    }

    @Test
    void forum_isThereWithZeros_fromTheStart() throws InterruptedException {
        start(help());

        awaitInUse(0);
        assertThat(bot.numbers.known("discord.forum.opened")).containsExactly("help/created", "help/reopened");
        assertThat(bot.numbers.known("discord.forum.closed")).hasSize(15).contains("help/archived/answered");
    }

    @Test
    void post_thatOnlyItsAuthorWritesIn_isUnanswered() throws InterruptedException {
        start(help());

        SimulatedChannel post = post(bot.alice);
        bot.alice.sends(post, "Anybody?");
        bot.discord.bot().sends(post, "Be patient");
        post.webhookMessage("news", "extra");
        awaitInUse(1);
        post.archive();

        awaitInUse(0);
        awaitClosed(Map.of("help/archived/unanswered", 1L));
        assertThat(opened("created")).isEqualTo(1);
        assertThat(bot.numbers.timings("discord.forum.open.duration", "help")).isEqualTo(1);
    }

    @Test
    void posts_areClosed_byArchiveLockAndDeletion() throws InterruptedException {
        start(help());

        SimulatedChannel archived = post(bot.alice);
        SimulatedChannel locked = post(bot.alice);
        SimulatedChannel deleted = post(bot.alice);
        SimulatedChannel open = post(bot.alice);
        for (SimulatedChannel post : new SimulatedChannel[] {archived, locked, deleted, open}) {
            bob.sends(post, "Water it");
        }
        awaitInUse(4);
        archived.archive();
        locked.lock();
        deleted.delete();

        awaitInUse(1);
        awaitClosed(Map.of("help/archived/answered", 1L, "help/locked/answered", 1L, "help/deleted/answered", 1L));
        assertThat(bot.numbers.timings("discord.forum.open.duration", "help")).isEqualTo(3);
    }

    @Test
    void post_thatIsLockedThenArchivedThenDeleted_isClosedOnce() throws InterruptedException {
        start(help());

        SimulatedChannel post = post(bot.alice);
        post.lock().archive();
        post.delete();
        post(bot.alice);

        awaitInUse(1);
        awaitClosed(Map.of("help/locked/unanswered", 1L));
    }

    @Test
    void post_thatIsReopened_isInUseAgain_andRemembersItsAnswer() throws InterruptedException {
        start(help());

        SimulatedChannel post = post(bot.alice);
        bob.sends(post, "Water it");
        post.archive();
        awaitInUse(0);
        post.unarchive();
        awaitInUse(1);
        post.lock();
        awaitInUse(0);
        post.unlock();
        awaitInUse(1);
        post.delete();

        awaitInUse(0);
        awaitClosed(Map.of("help/archived/answered", 1L, "help/locked/answered", 1L, "help/deleted/answered", 1L));
        assertThat(opened("created")).isEqualTo(1);
        assertThat(opened("reopened")).isEqualTo(2);
    }

    @Test
    void post_isClosedByItsTag_andReopenedWithoutIt() throws InterruptedException {
        long solved = forum.addTag("solved");
        long urgent = forum.addTag("urgent");
        start(help().closingTag(solved));

        SimulatedChannel post = post(bot.alice);
        post.tagged(urgent);
        bob.sends(post, "Water it");
        awaitInUse(1);
        post.tagged(urgent, solved);
        awaitInUse(0);
        post.archive().unarchive(); // still tagged
        post.tagged(urgent);

        awaitInUse(1);
        awaitClosed(Map.of("help/tag/answered", 1L));
        assertThat(opened("reopened")).isEqualTo(1);
    }

    @Test
    void posts_ofBeforeTheStart_areInUse() throws InterruptedException {
        long solved = forum.addTag("solved");
        SimulatedChannel alone = post(bot.alice);
        SimulatedChannel discussed = post(bot.alice);
        bob.sends(discussed, "Water it");
        SimulatedChannel answeredLater = post(bot.alice);
        bot.alice.sends(answeredLater, "Anybody?");
        post(bot.alice).archive();
        post(bot.alice).lock();
        post(bot.alice).tagged(solved);
        start(help().closingTag(solved));

        awaitInUse(3);
        bob.sends(answeredLater, "Water it");
        alone.archive();
        discussed.archive();
        answeredLater.archive();

        awaitClosed(Map.of("help/archived/unanswered", 1L, "help/archived/unknown", 1L, "help/archived/answered", 1L));
        assertThat(opened("created")).isZero();
    }

    @Test
    void post_ofBeforeTheStart_thatIsUnarchived_isReopened() throws InterruptedException {
        SimulatedChannel post = post(bot.alice);
        post.archive();
        start(help());

        awaitInUse(0);
        post.unarchive();

        awaitInUse(1);
        assertThat(opened("reopened")).isEqualTo(1);
    }

    @Test
    void posts_areReplayed_afterResume() throws InterruptedException {
        start(help());

        SimulatedChannel post = post(bot.alice);
        bot.discord.shard(0).requestReconnect();
        bob.sends(post, "Water it");
        post.archive();
        post(bob);
        bot.discord.shard(0).awaitResumed(1, Simulated.SOON);

        awaitInUse(1);
        awaitClosed(Map.of("help/archived/answered", 1L));
        assertThat(opened("created")).isEqualTo(2);
    }

    @Test
    void posts_areFoundAnew_whenTheSessionBeginsAnew() throws InterruptedException {
        start(help());
        SimulatedChannel kept = post(bot.alice);
        bob.sends(kept, "Water it");
        SimulatedChannel gone = post(bot.alice);
        awaitInUse(2);

        bot.discord.shard(0).invalidate(false);
        gone.archive();
        bot.discord.shard(0).awaitIdentified(2, Duration.ofSeconds(30));

        awaitInUse(1);
        kept.archive();
        awaitClosed(Map.of("help/archived/answered", 1L));
    }

    @Test
    void guildThatIsUnavailable_makesTheGaugeAbsent_andGoesOnAfterwards() throws InterruptedException {
        start(help());
        SimulatedChannel post = post(bot.alice);
        bob.sends(post, "Water it");
        awaitInUse(1);

        garden.fail();
        awaitInUse(Double.NaN);
        garden.recover();
        awaitInUse(1);
        post.archive();

        awaitInUse(0);
        awaitClosed(Map.of("help/archived/answered", 1L));
    }

    @Test
    void forum_thatIsDeleted_makesTheGaugeAbsent() throws InterruptedException {
        start(help());
        awaitInUse(0);

        forum.delete();

        awaitInUse(Double.NaN);
    }

    @Test
    void post_ofUserWhoOptedOut_isInUse_butNothingOfItIsCounted() throws InterruptedException {
        optedOut.add(bob.id());
        start(help());

        SimulatedChannel ofBob = post(bob);
        awaitInUse(1);
        bot.alice.sends(ofBob, "Water it");
        ofBob.archive();
        SimulatedChannel ofAlice = post(bot.alice);
        bob.sends(ofAlice, "not seen");
        ofAlice.archive();

        awaitClosed(Map.of("help/archived/unanswered", 1L));
        assertThat(opened("created")).isEqualTo(1);
        assertThat(bot.numbers.timings("discord.forum.open.duration", "help")).isEqualTo(1);
    }

    @Test
    void threads_ofOtherChannels_areNoPosts() throws InterruptedException {
        start(help());

        bot.general.thread("details");
        garden.forum("other").post(bot.alice, "Why?", "It withers");
        post(bot.alice);

        awaitInUse(1);
        assertThat(opened("created")).isEqualTo(1);
    }

    @Test
    void tagsThatJdaDoesNotKeep_areNamedOnce() throws InterruptedException {
        beLenient();
        long solved = forum.addTag("solved");
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .community(help().closingTag(solved).build())
                .build();
        bot.start(integration, builder -> builder.disableCache(CacheFlag.FORUM_TAGS));
        awaitInUse(0);
        assertThat(Warned.of(bot.botmetry))
                .singleElement()
                .asString()
                .startsWith("missing-cache FORUM_TAGS: ")
                .contains("CacheFlag.FORUM_TAGS");
    }
}
