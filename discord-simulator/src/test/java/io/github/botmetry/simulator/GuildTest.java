package io.github.botmetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateAppliedTagsEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateArchivedEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateLockedEvent;
import net.dv8tion.jda.api.events.channel.update.ChannelUpdateNameEvent;
import net.dv8tion.jda.api.events.emoji.EmojiAddedEvent;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildBanEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.GuildUnavailableEvent;
import net.dv8tion.jda.api.events.guild.GuildUnbanEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRoleAddEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateNicknameEvent;
import net.dv8tion.jda.api.events.guild.update.GuildUpdateBoostCountEvent;
import net.dv8tion.jda.api.events.guild.update.GuildUpdateNameEvent;
import net.dv8tion.jda.api.events.guild.voice.GuildVoiceUpdateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.role.RoleCreateEvent;
import net.dv8tion.jda.api.events.role.RoleDeleteEvent;
import net.dv8tion.jda.api.events.role.update.RoleUpdatePermissionsEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuildTest {
    private DiscordSimulator discord;
    private SimulatedGuild guild;
    private TestBot bot;

    @BeforeEach
    void start() throws InterruptedException {
        discord = DiscordSimulator.create();
        guild = discord.guild("Garden");
        bot = TestBot.at(discord);
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
    }

    @Test
    void guild_madeAfterLogin_isJoinedAndLeft() {
        SimulatedGuild late = discord.guild("Late");
        assertThat(bot.await(GuildJoinEvent.class).getGuild().getIdLong()).isEqualTo(late.id());
        late.removeBot();
        assertThat(bot.await(GuildLeaveEvent.class).getGuild().getIdLong()).isEqualTo(late.id());
        late.inviteBot();
        bot.await(GuildJoinEvent.class, 2);
    }

    @Test
    void guild_thatFails_isUnavailableUntilItRecovers() {
        guild.fail();
        bot.await(GuildUnavailableEvent.class);
        guild.recover();
        bot.await(GuildAvailableEvent.class);
    }

    @Test
    void guild_thatChanges_isUpdated() {
        guild.rename("Park").boosts(14, 3);
        assertThat(bot.await(GuildUpdateNameEvent.class).getNewName()).isEqualTo("Park");
        assertThat(bot.await(GuildUpdateBoostCountEvent.class).getNewBoostCount())
                .isEqualTo(14);
        assertThat(guild.addEmoji("rose"))
                .isEqualTo(bot.await(EmojiAddedEvent.class).getEmoji().getIdLong());
    }

    @Test
    void members_whoComeChangeAndGo_fireTheirEvents() {
        SimulatedUser alice = guild.member("alice");
        SimulatedRole mod = guild.role("mod");
        guild.giveRole(alice, mod).nickname(alice, "Al").takeRole(alice, mod);
        guild.removeMember(alice);
        SimulatedUser mallory = guild.member("mallory");
        guild.ban(mallory);
        guild.unban(mallory);
        bot.await(GuildMemberJoinEvent.class, 2);
        assertThat(bot.await(GuildMemberRoleAddEvent.class).getRoles().get(0).getIdLong())
                .isEqualTo(mod.id());
        assertThat(bot.await(GuildMemberUpdateNicknameEvent.class).getNewNickname())
                .isEqualTo("Al");
        bot.await(GuildMemberRemoveEvent.class, 2);
        assertThat(bot.await(GuildBanEvent.class).getUser().getIdLong()).isEqualTo(mallory.id());
        bot.await(GuildUnbanEvent.class);
    }

    @Test
    void roles_thatAreMadeChangedAndDeleted_fireTheirEvents() {
        SimulatedRole role = guild.role("mod");
        role.administrator().rename("admin").delete();
        bot.await(RoleCreateEvent.class);
        assertThat(bot.await(RoleUpdatePermissionsEvent.class).getNewPermissionsRaw())
                .isEqualTo(8);
        assertThat(bot.await(RoleDeleteEvent.class).getRole().getName()).isEqualTo("admin");
    }

    @Test
    void channels_thatAreMadeChangedAndDeleted_fireTheirEvents() {
        SimulatedChannel channel = guild.textChannel("general");
        channel.rename("lobby").under(guild.category("rooms")).delete();
        bot.await(ChannelCreateEvent.class, 2);
        assertThat(bot.await(ChannelUpdateNameEvent.class).getNewValue()).isEqualTo("lobby");
        assertThat(bot.await(ChannelDeleteEvent.class).getChannel().getIdLong()).isEqualTo(channel.id());
    }

    @Test
    void threads_thatAreMadeAndArchived_fireTheirEvents() {
        SimulatedChannel thread = guild.textChannel("general").thread("details");
        thread.rename("more details");
        thread.archive();
        bot.await(ChannelCreateEvent.class, 2);
        assertThat(bot.await(ChannelUpdateNameEvent.class).getNewValue()).isEqualTo("more details");
        assertThat(bot.await(ChannelUpdateArchivedEvent.class).getNewValue()).isTrue();
        Awaitility.await().until(() -> bot.jda().getThreadChannelById(thread.id()) == null);
    }

    @Test
    void forumPost_isAThreadWithItsFirstMessage() {
        SimulatedChannel post = guild.forum("help").post(guild.member("alice"), "Why?", "It withers");
        MessageReceivedEvent first = bot.await(MessageReceivedEvent.class);
        assertThat(first.getChannel().getIdLong()).isEqualTo(post.id());
        assertThat(first.getMessageIdLong()).isEqualTo(post.id());
    }

    @Test
    void forumPost_thatIsTaggedAndLocked_firesItsEvents() {
        SimulatedChannel forum = guild.forum("help");
        long solved = forum.addTag("solved");
        SimulatedChannel post = forum.post(guild.member("alice"), "Why?", "It withers");
        post.tagged(solved).lock().unlock();
        assertThat(bot.await(ChannelUpdateAppliedTagsEvent.class)
                        .getAddedTags()
                        .get(0)
                        .getName())
                .isEqualTo("solved");
        assertThat(bot.await(ChannelUpdateLockedEvent.class, 2).get(1).getNewValue())
                .isFalse();
    }

    @Test
    void voice_thatUserJoinsAndLeaves_isTold() {
        SimulatedUser alice = guild.member("alice");
        alice.joinsVoice(guild.voiceChannel("voice"));
        alice.leavesVoice(guild);
        assertThat(bot.await(GuildVoiceUpdateEvent.class, 2).get(1).getChannelLeft())
                .isNotNull();
    }
}
