package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Privacy;
import io.github.botmetry.jda.community.CommunityStats;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members, channels and boosts, with the real JDA's cache behind them. */
class CommunityGuildsTest {

    private final Set<Long> optedOut = ConcurrentHashMap.newKeySet();
    private TestBot bot;
    private SimulatedGuild garden;

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
        Privacy privacy = Privacy.builder()
                .userOptedOut(optedOut::contains)
                .guildOptedOut(optedOut::contains)
                .build();
        bot = new TestBot(
                settings -> settings.privacy(privacy).strict(isStrict),
                settings -> settings.shards(2).heartbeatInterval(Duration.ofSeconds(1)));
        garden = bot.discord.guild("Garden");
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    private JdaIntegration inGarden() {
        return counting(CommunityStats.builder().guild(garden.id()));
    }

    private JdaIntegration counting(CommunityStats.Builder community) {
        return JdaIntegration.builder(bot.botmetry).community(community.build()).build();
    }

    private void awaitGauge(double value, String name, String... labelValues) {
        await().atMost(Simulated.SOON)
                .untilAsserted(
                        () -> assertThat(bot.numbers.gauge(name, labelValues)).isEqualTo(Double.valueOf(value)));
    }

    private void awaitCount(long value, String name, String... labelValues) {
        await().atMost(Simulated.SOON)
                .untilAsserted(
                        () -> assertThat(bot.numbers.count(name, labelValues)).isEqualTo(value));
    }

    @Test
    void gauges_areAbsent_untilTheGuildIsLoaded() {
        inGarden();

        assertThat(bot.numbers.gauge("discord.guild.members")).isNaN();
        assertThat(bot.numbers.gauge("discord.guild.boosts")).isNaN();
    }

    @Test
    void gauges_followTheGuild() throws InterruptedException {
        garden.memberCount(100).boosts(7, 1);
        garden.category("rooms").textChannel("kitchen").thread("recipes");
        bot.start(inGarden(), UnaryOperator.identity());

        awaitGauge(100, "discord.guild.members");
        awaitGauge(7, "discord.guild.boosts");
        awaitGauge(1, "discord.guild.boost_tier");
        awaitGauge(3, "discord.guild.channels"); // general, rooms, kitchen
        garden.boosts(14, 2);
        SimulatedChannel attic = garden.textChannel("attic");
        awaitGauge(14, "discord.guild.boosts");
        awaitGauge(2, "discord.guild.boost_tier");
        awaitGauge(4, "discord.guild.channels");
        attic.delete();
        awaitGauge(3, "discord.guild.channels");
    }

    @Test
    void members_whoJoinAndLeave_areCounted() throws InterruptedException {
        bot.start(inGarden(), UnaryOperator.identity());
        await().atMost(Simulated.SOON).until(() -> !Double.isNaN(bot.numbers.gauge("discord.guild.members")));
        double before = bot.numbers.gauge("discord.guild.members");
        assertThat(bot.numbers.known("discord.guild.joins")).containsExactly("");

        SimulatedUser bob = garden.member("bob");
        garden.member("carol");
        garden.removeMember(bob);
        SimulatedGuild park = bot.discord.guild("Park");
        park.member("dave");

        awaitCount(2, "discord.guild.joins");
        awaitCount(1, "discord.guild.leaves");
        awaitGauge(before + 1, "discord.guild.members");
    }

    @Test
    void member_whoOptedOut_isNeitherSeenToJoinNorToLeave() throws InterruptedException {
        SimulatedUser bob = bot.discord.user("bob");
        optedOut.add(bob.id());
        bot.start(inGarden(), UnaryOperator.identity());

        garden.member(bob);
        garden.removeMember(bob);
        garden.removeMember(garden.member("carol"));

        awaitCount(1, "discord.guild.leaves");
        assertThat(bot.numbers.count("discord.guild.joins")).isEqualTo(1);
    }

    @Test
    void gauges_areAbsent_whileTheGuildIsUnavailable_andAfterTheBotHasLeft() throws InterruptedException {
        garden.boosts(7, 1);
        bot.start(inGarden(), UnaryOperator.identity());

        awaitGauge(7, "discord.guild.boosts");
        garden.fail();
        awaitGauge(Double.NaN, "discord.guild.boosts");
        garden.recover();
        awaitGauge(7, "discord.guild.boosts");
        garden.removeBot();
        awaitGauge(Double.NaN, "discord.guild.boosts");
        garden.inviteBot();
        awaitGauge(7, "discord.guild.boosts");
    }

    @Test
    void gauges_areAbsent_afterTheEndOfTheBot() throws InterruptedException {
        garden.boosts(7, 1);
        bot.start(inGarden(), UnaryOperator.identity());
        awaitGauge(7, "discord.guild.boosts");

        Simulated.end(bot.jda());

        awaitGauge(Double.NaN, "discord.guild.boosts");
    }

    @Test
    void gauges_areAbsent_whileTheGuildHasOptedOut() throws InterruptedException {
        garden.boosts(7, 1);
        bot.start(inGarden(), UnaryOperator.identity());
        awaitGauge(7, "discord.guild.boosts");

        optedOut.add(garden.id());
        awaitGauge(Double.NaN, "discord.guild.boosts");
        garden.member("bob");
        int members = garden.memberCount();
        await().atMost(Simulated.SOON)
                .until(() -> bot.jda().getGuildById(garden.id()).getMemberCount() == members);
        optedOut.clear();

        awaitGauge(7, "discord.guild.boosts");
        assertThat(bot.numbers.count("discord.guild.joins")).isZero();
    }

    @Test
    void session_thatBeginsAnew_goesOnWithTheSameNumbers() throws InterruptedException {
        garden.boosts(7, 1);
        bot.start(inGarden(), UnaryOperator.identity());
        awaitGauge(7, "discord.guild.boosts");

        bot.discord.shard(0).invalidate(false);
        bot.discord.shard(0).awaitIdentified(2, Duration.ofSeconds(30));
        garden.boosts(8, 1);

        awaitGauge(8, "discord.guild.boosts");
        garden.member("bob");
        awaitCount(1, "discord.guild.joins");
    }

    @Test
    void runningJda_whoseEventManagerIsObserved_isFoundWithItsNextHeartbeat() throws Exception {
        garden.boosts(7, 1);
        JdaIntegration integration = inGarden();
        JDA jda = Simulated.builder(bot.discord).build().awaitReady();
        try {
            jda.setEventManager(integration.observed(jda.getEventManager()));
            bot.alice.sends(bot.general, "hello");

            awaitCount(1, "discord.messages", "general");
            awaitGauge(7, "discord.guild.boosts");
        } finally {
            Simulated.end(jda);
        }
    }

    @Test
    void guilds_ofSeveralShards_areEachReadFromTheirOwn() {
        SimulatedGuild park = bot.discord.guild("Park").boosts(3, 0);
        garden.boosts(7, 1);
        JdaIntegration integration =
                counting(CommunityStats.builder().guild(garden.id(), "garden").guild(park.id(), "park"));
        DefaultShardManagerBuilder builder = Simulated.shards(bot.discord);
        ShardManager shards = integration.attach(builder).build();
        try {
            awaitGauge(7, "discord.guild.boosts", "garden");
            awaitGauge(3, "discord.guild.boosts", "park");
            bot.alice.sends(bot.general, "hello");
            park.member("bob").sends(park.textChannel("general"), "hello");
            awaitCount(1, "discord.messages", "garden/general");
            awaitCount(1, "discord.messages", "park/general");
        } finally {
            shards.getShards().forEach(Simulated::end);
            shards.shutdown();
        }
    }

    private static JDABuilder without(GatewayIntent intent, JDABuilder builder) {
        return builder.disableIntents(intent).setMemberCachePolicy(MemberCachePolicy.OWNER);
    }

    @Test
    void membersIntent_thatIsMissing_isNamedOnce_andItsNumbersAreAbsent() throws InterruptedException {
        beLenient();
        garden.boosts(7, 1);
        JdaIntegration integration = inGarden();
        integration.attach(without(GatewayIntent.GUILD_MEMBERS, Simulated.builder(bot.discord)));
        assertThat(Warned.of(bot.botmetry))
                .singleElement()
                .asString()
                .startsWith("missing-intent GUILD_MEMBERS: ")
                .contains("GatewayIntent.GUILD_MEMBERS", "Server Members Intent", "Developer Portal");
        bot.start(integration, builder -> without(GatewayIntent.GUILD_MEMBERS, builder));
        awaitGauge(7, "discord.guild.boosts");
        assertThat(bot.jda().getGatewayIntents()).doesNotContain(GatewayIntent.GUILD_MEMBERS);
        assertThat(bot.numbers.gauge("discord.guild.members")).isNaN();
        assertThat(bot.numbers.counts("discord.guild.joins")).isEmpty();
        bot.alice.sends(bot.general, "hello");
        awaitCount(1, "discord.messages", "general");
        assertThat(bot.botmetry.warnings()).singleElement().matches(warning -> warning.count() == 1);
    }

    @Test
    void membersIntent_thatIsMissingInAPartHandedIn_isNamedWhenTheGuildIsLoaded() throws InterruptedException {
        beLenient();
        garden.boosts(7, 1);
        JdaIntegration integration = JdaIntegration.builder(bot.botmetry)
                .community(CommunityStats.builder().guild(garden.id()).build())
                .eventManager(new InterfacedEventManager())
                .build();
        bot.start(integration, builder -> without(GatewayIntent.GUILD_MEMBERS, builder));
        awaitGauge(7, "discord.guild.boosts");
        assertThat(Warned.of(bot.botmetry)).singleElement().asString().startsWith("missing-intent GUILD_MEMBERS: ");
    }

    @Test
    void messagesIntent_thatIsMissing_isNamed() {
        beLenient();
        inGarden().attach(without(GatewayIntent.GUILD_MESSAGES, Simulated.builder(bot.discord)));
        assertThat(Warned.of(bot.botmetry)).singleElement().asString().startsWith("missing-intent GUILD_MESSAGES: ");
    }

    @Test
    void otherCommunity_isRefusedByTheSameBotmetry() {
        inGarden();
        CommunityStats.Builder aliases = CommunityStats.builder().guild(garden.id(), "garden");

        assertThatThrownBy(() -> counting(aliases))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("community must be the same")
                .hasMessageContaining("[garden]");
    }

    @Test
    void shardsThatAreAttachedOneByOne_shareTheNumbers() throws InterruptedException {
        garden.boosts(7, 1);
        SimulatedGuild park = bot.discord.guild("Park");
        JDA first = inGarden()
                .attach(Simulated.builder(bot.discord).useSharding(garden.shard(2), 2))
                .build()
                .awaitReady();
        JDA second = inGarden()
                .attach(Simulated.builder(bot.discord).useSharding(park.shard(2), 2))
                .build()
                .awaitReady();
        try {
            awaitGauge(7, "discord.guild.boosts");
            bot.alice.sends(bot.general, "hello");
            awaitCount(1, "discord.messages", "general");
        } finally {
            Simulated.end(first);
            Simulated.end(second);
        }
    }

    @Test
    void community_ofBotmetryThatIsSwitchedOff_declaresNothing() {
        try (Botmetry noop = Botmetry.noop()) {
            CommunityStats community = CommunityStats.builder().guild(1).build();
            JdaIntegration.builder(noop).community(community).build().attach(Simulated.builder(bot.discord));

            assertThat(noop.wiring().series())
                    .noneMatch(series -> series.definition().name().startsWith("discord.guild"));
        }
    }
}
