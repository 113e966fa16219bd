package io.github.botmetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.Compression;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"ZLIB", "NONE"})
    void login_withEitherCompression_findsTheWholeGuild(Compression compression) throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild guild = discord.guild("Garden").memberCount(400).boosts(7, 2);
            SimulatedChannel category = guild.category("rooms");
            SimulatedChannel text = category.textChannel("general").topic("roses");
            guild.voiceChannel("voice");
            guild.channel(ChannelKind.NEWS, "news");
            guild.channel(ChannelKind.STAGE, "stage");
            SimulatedChannel post = guild.forum("help").post(guild.member("alice"), "Why?", "It withers");
            SimulatedChannel thread = text.thread("details");
            SimulatedRole mod = guild.role("mod").permissions(8192);
            JDABuilder builder = JDABuilder.createLight(null).setCompression(compression);
            try (TestBot bot = TestBot.at(discord, builder, event -> {})) {
                Guild seen = bot.jda().getGuildById(guild.id());
                assertThat(seen).isNotNull();
                assertThat(seen.getName()).isEqualTo("Garden");
                assertThat(seen.getMemberCount()).isEqualTo(400);
                assertThat(seen.getBoostCount()).isEqualTo(7);
                assertThat(seen.getOwnerIdLong()).isEqualTo(guild.owner().id());
                assertThat(seen.getTextChannelById(text.id()).getTopic()).isEqualTo("roses");
                assertThat(seen.getTextChannelById(text.id()).getParentCategoryIdLong())
                        .isEqualTo(category.id());
                assertThat(seen.getChannels()).hasSize(6);
                assertThat(seen.getThreadChannelById(thread.id()).getName()).isEqualTo("details");
                assertThat(seen.getThreadChannelById(post.id())
                                .getParentChannel()
                                .getName())
                        .isEqualTo("help");
                assertThat(seen.getThreadChannelById(post.id()).getMessageCount())
                        .isZero();
                assertThat(seen.getRoleById(mod.id()).getPermissionsRaw()).isEqualTo(8192);
                assertThat(seen.getMemberById(discord.bot().id())).isNotNull();
                assertThat(bot.seen(ReadyEvent.class)).hasSize(1);
                assertThat(discord.unknownRoutes()).isEmpty();
            }
        }
    }

    @Test
    void login_withWrongToken_isRefused() {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            JDABuilder builder = JdaConnection.to(discord, JDABuilder.createLight(null))
                    .setToken("wrong")
                    .setEnableShutdownHook(false);
            assertThatThrownBy(builder::build).isInstanceOf(InvalidTokenException.class);
            assertThat(discord.requests()
                            .await("GET", "/users/@me", TestBot.SOON)
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2})
    void login_ofTwoShards_servesEachGuildOnItsShard(int total) throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build();
                PayloadErrors errors = PayloadErrors.watch()) {
            List<SimulatedGuild> guilds = List.of(discord.guild("a"), discord.guild("b"), discord.guild("c"));
            ShardManager bots = JdaConnection.to(discord, DefaultShardManagerBuilder.createLight(null))
                    .setShardsTotal(total)
                    .setEnableShutdownHook(false)
                    .build();
            Awaitility.await().until(() -> bots.getShards().size() == 2);
            List<JDA> shards = bots.getShards();
            for (JDA shard : shards) {
                shard.awaitReady();
            }
            assertThat(guilds).extracting(guild -> guild.shard(2)).containsExactly(0, 1, 0);
            for (SimulatedGuild guild : guilds) {
                Guild seen = bots.getGuildById(guild.id());
                assertThat(seen.getJDA().getShardInfo().getShardId()).isEqualTo(guild.shard(2));
            }
            assertThat(discord.shard(1).isConnected()).isTrue();
            bots.shutdown();
            for (JDA shard : shards) {
                shard.shutdownNow();
                assertThat(shard.awaitShutdown(TestBot.SOON)).isTrue();
            }
            errors.assertNone();
        }
    }

    @Test
    void login_withRefusedPrivilegedIntents_endsWith4014() throws Exception {
        try (DiscordSimulator discord =
                DiscordSimulator.builder().refusePrivilegedIntents(true).build()) {
            JDA jda = JdaConnection.to(discord, JDABuilder.createLight(null, GatewayIntent.GUILD_MEMBERS))
                    .setEnableShutdownHook(false)
                    .build();
            assertThat(jda.awaitShutdown(TestBot.SOON)).isTrue();
            assertThat(discord.shard(0).identifyCount()).isZero();
        }
    }
}
