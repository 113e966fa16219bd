package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.ChunkingFilter;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    @ParameterizedTest
    @ValueSource(ints = {1001, 4000})
    void close_withResumableCode_isResumedWithMissedEvents(int code) throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(discord)) {
            SimulatedGuild guild = discord.guild("Garden");
            SimulatedChannel general = guild.textChannel("general");
            SimulatedUser alice = guild.member("alice");
            discord.shard(0).close(code);
            alice.sends(general, "missed");
            discord.shard(0).awaitResumed(1, SOON);
            assertThat(bot.await(MessageReceivedEvent.class).getMessage().getContentRaw())
                    .isEqualTo("missed");
            bot.await(SessionResumeEvent.class);
            assertThat(bot.await(SessionDisconnectEvent.class).isClosedByServer())
                    .isTrue();
            assertThat(discord.shard(0).identifyCount()).isEqualTo(1);
            assertThat(discord.shard(0).isConnected()).isTrue();
        }
    }

    @Test
    void reconnectRequest_resumableInvalidationAndCut_areResumed() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(discord)) {
            SimulatedShard shard = discord.shard(0);
            shard.requestReconnect();
            shard.awaitResumed(1, SOON);
            bot.await(SessionResumeEvent.class, 1);
            shard.invalidate(true);
            shard.awaitResumed(2, SOON);
            bot.await(SessionResumeEvent.class, 2);
            shard.cut();
            shard.awaitResumed(3, SOON);
            bot.await(SessionResumeEvent.class, 3);
            assertThat(shard.identifyCount()).isEqualTo(1);
        }
    }

    @Test
    void invalidation_ofSession_isIdentifiedAnew() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(discord)) {
            discord.shard(0).invalidate(false);
            discord.shard(0).awaitIdentified(2, SOON);
            bot.await(SessionInvalidateEvent.class);
            bot.await(SessionRecreateEvent.class);
            assertThat(discord.shard(0).resumeCount()).isZero();
        }
    }

    @Test
    void fatalClose_endsTheBot() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(discord)) {
            discord.shard(0).close(4014);
            assertThat(bot.jda().awaitShutdown(SOON)).isTrue();
            assertThat(bot.jda().getStatus()).isEqualTo(JDA.Status.SHUTDOWN);
            Awaitility.await().until(() -> !discord.shard(0).isConnected());
        }
    }

    @Test
    void heartbeats_thatAreNotAnswered_makeTheBotReconnect() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder()
                        .heartbeatInterval(Duration.ofMillis(200))
                        .build();
                TestBot bot = TestBot.at(discord)) {
            bot.await(GatewayPingEvent.class, 2);
            discord.acknowledgeHeartbeats(false);
            discord.shard(0).awaitResumed(1, SOON);
            discord.acknowledgeHeartbeats(true);
            bot.await(SessionResumeEvent.class);
        }
    }

    @Test
    void members_thatBotAsksFor_arriveInChunks() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild guild = discord.guild("Garden");
            for (int number = 0; number < 1500; number++) {
                guild.member("user" + number);
            }
            SimulatedUser alice = guild.member("alice");
            JDABuilder builder = JDABuilder.createLight(null, GatewayIntent.GUILD_MEMBERS)
                    .setMemberCachePolicy(MemberCachePolicy.ALL)
                    .setChunkingFilter(ChunkingFilter.ALL);
            try (TestBot bot = TestBot.at(discord, builder, event -> {})) {
                Guild seen = bot.jda().getGuildById(guild.id());
                assertThat(seen.getMemberCache().size()).isEqualTo(guild.memberCount());
                assertThat(discord.dispatched("GUILD_MEMBERS_CHUNK")).isEqualTo(2);
                assertThat(seen.getMemberById(alice.id())).isNotNull();
            }
        }
    }

    @Test
    void members_byIdAndPrefix_areFound() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild guild = discord.guild("Garden");
            SimulatedUser alice = guild.member("alice");
            JDABuilder builder = JDABuilder.createLight(null, List.of());
            try (TestBot bot = TestBot.at(discord, builder, event -> {})) {
                Guild seen = bot.jda().getGuildById(guild.id());
                List<Member> byId = seen.retrieveMembersByIds(false, alice.id(), 1L)
                        .setTimeout(SOON)
                        .get();
                assertThat(byId).extracting(Member::getIdLong).containsExactly(alice.id());
                assertThat(seen.retrieveMembersByPrefix("al", 5)
                                .setTimeout(SOON)
                                .get())
                        .hasSize(1);
            }
        }
    }

    @Test
    void guildCreate_holdsOnlyTheBot_withoutPresenceIntent() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild guild = discord.guild("Garden");
            guild.member("alice").joinsVoice(guild.voiceChannel("voice"));
            guild.member("bob");
            JDABuilder light = JDABuilder.createLight(null, GatewayIntent.GUILD_VOICE_STATES)
                    .setMemberCachePolicy(MemberCachePolicy.VOICE)
                    .enableCache(CacheFlag.VOICE_STATE);
            try (TestBot bot = TestBot.at(discord, light, event -> {})) {
                assertThat(bot.jda().getGuildById(guild.id()).getMembers()).hasSize(2);
            }
            JDABuilder all = JDABuilder.createDefault(null, GatewayIntent.GUILD_MEMBERS, GatewayIntent.GUILD_PRESENCES)
                    .setMemberCachePolicy(MemberCachePolicy.ALL);
            try (TestBot bot = TestBot.at(discord, all, event -> {})) {
                assertThat(bot.jda().getGuildById(guild.id()).getMembers()).hasSize(4);
            }
        }
    }
}
