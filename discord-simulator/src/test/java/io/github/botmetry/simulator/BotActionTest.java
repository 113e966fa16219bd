package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Icon;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.UserSnowflake;
import net.dv8tion.jda.api.entities.Webhook;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.forums.ForumPost;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.role.RoleCreateEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a bot does over REST changes the simulated world. */
class BotActionTest {
    private DiscordSimulator discord;
    private SimulatedGuild guild;
    private SimulatedChannel general;
    private SimulatedUser alice;
    private TestBot bot;
    private Guild seen;

    @BeforeEach
    void start() throws InterruptedException {
        discord = DiscordSimulator.create();
        guild = discord.guild("Garden");
        general = guild.textChannel("general");
        alice = guild.member("alice");
        bot = TestBot.at(discord);
        seen = bot.jda().getGuildById(guild.id());
    }

    @AfterEach
    void stop() {
        bot.close();
        assertThat(discord.unknownRoutes()).isEmpty();
        discord.close();
    }

    @Test
    void member_isRetrievedRenamedGivenARoleTimedOutAndKicked() {
        UserSnowflake user = UserSnowflake.fromId(alice.id());
        SimulatedRole mod = guild.role("mod");
        Role role = bot.await(RoleCreateEvent.class).getRole();
        seen.addRoleToMember(user, role).complete();
        assertThat(seen.retrieveMemberById(alice.id())
                        .useCache(false)
                        .complete()
                        .getRoles())
                .extracting(Role::getIdLong)
                .containsExactly(mod.id());
        seen.modifyNickname(seen.getMemberById(alice.id()), "Al").complete();
        seen.timeoutFor(user, Duration.ofHours(1)).complete();
        seen.removeRoleFromMember(user, role).complete();
        assertThat(seen.retrieveMemberById(alice.id())
                        .useCache(false)
                        .complete()
                        .getEffectiveName())
                .isEqualTo("Al");
        seen.kick(user).complete();
        assertThatThrownBy(() ->
                        seen.retrieveMemberById(alice.id()).useCache(false).complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        unknown -> assertThat(unknown.getErrorCode()).isEqualTo(10007));
    }

    @Test
    void user_isBannedFoundAndUnbanned() {
        UserSnowflake user = UserSnowflake.fromId(alice.id());
        seen.ban(user, 1, TimeUnit.DAYS).reason("spam").complete();
        assertThat(seen.retrieveBan(user).complete().getUser().getIdLong()).isEqualTo(alice.id());
        assertThat(discord.requests()
                        .await("PUT", "/guilds/{id}/bans/{user}", SOON)
                        .header("X-Audit-Log-Reason"))
                .isEqualTo("spam");
        seen.unban(user).complete();
        assertThatThrownBy(() -> seen.retrieveBan(user).complete()).isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void channels_areCreatedEditedAndDeleted() {
        TextChannel made = seen.createTextChannel("lounge")
                .setTopic("tea")
                .addPermissionOverride(seen.getPublicRole(), 0, Permission.MESSAGE_SEND.getRawValue())
                .complete();
        assertThat(guild.textChannel("lounge").id()).isEqualTo(made.getIdLong());
        made.getManager().setName("library").complete();
        assertThat(guild.textChannel("library").id()).isEqualTo(made.getIdLong());
        made.upsertPermissionOverride(seen.getMemberById(discord.bot().id()))
                .grant(Permission.MESSAGE_SEND)
                .complete();
        made.delete().complete();
        assertThatThrownBy(() -> made.sendMessage("x").complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        unknown -> assertThat(unknown.getErrorCode()).isEqualTo(10003));
    }

    @Test
    void roles_areCreatedEditedAndDeleted() {
        Role role = seen.createRole()
                .setName("mod")
                .setPermissions(Permission.KICK_MEMBERS)
                .complete();
        assertThat(guild.role("mod").permissions()).isEqualTo(Permission.KICK_MEMBERS.getRawValue());
        role.getManager().setName("admin").complete();
        assertThat(guild.role("admin").id()).isEqualTo(role.getIdLong());
        role.delete().complete();
        assertThat(guild.findRole(role.getIdLong())).isNull();
    }

    @Test
    void threads_areCreatedFromChannelMessageAndForum() {
        TextChannel channel = bot.jda().getTextChannelById(general.id());
        ThreadChannel thread = channel.createThreadChannel("details").complete();
        thread.sendMessage("in here").complete();
        thread.getManager().setArchived(true).complete();
        long message = channel.sendMessage("start").complete().getIdLong();
        ThreadChannel onMessage =
                channel.createThreadChannel("on message", message).complete();
        assertThat(onMessage.getIdLong()).isEqualTo(message);
        guild.forum("help");
        Awaitility.await().until(() -> !seen.getForumChannels().isEmpty());
        ForumPost post = seen.getForumChannels()
                .get(0)
                .createForumPost("Why?", MessageCreateData.fromContent("It withers"))
                .complete();
        assertThat(post.getMessage().getIdLong())
                .isEqualTo(post.getThreadChannel().getIdLong());
        onMessage.join().complete();
        onMessage.leave().complete();
        assertThat(seen.retrieveActiveThreads().complete()).hasSize(2);
    }

    @Test
    void reads_ofGuildAndApplication_areAnswered() throws Exception {
        assertThat(bot.jda().retrieveApplicationInfo().complete().getIdLong())
                .isEqualTo(discord.bot().id());
        assertThat(bot.jda()
                        .retrieveUserById(alice.id())
                        .useCache(false)
                        .complete()
                        .getName())
                .isEqualTo("alice");
        assertThat(seen.retrieveAuditLogs().complete()).isEmpty();
        assertThat(seen.retrieveEmojis().complete()).isEmpty();
        assertThat(seen.retrieveBanList().complete()).isEmpty();
        assertThat(bot.jda().retrieveApplicationEmojis().complete()).isEmpty();
        Icon icon = Icon.from(new byte[] {1, 2, 3}, Icon.IconType.PNG);
        assertThat(bot.jda().createApplicationEmoji("rose", icon).complete().getName())
                .isEqualTo("rose");
        assertThat(bot.jda().retrieveApplicationEmojis().complete()).hasSize(1);
        assertThat(bot.jda().getRestPing().complete()).isNotNegative();
        seen.leave().complete();
        bot.await(GuildLeaveEvent.class);
    }

    @Test
    void webhook_thatBotMade_writesUnderItsName() {
        TextChannel channel = bot.jda().getTextChannelById(general.id());
        Webhook webhook = channel.createWebhook("news").complete();
        assertThat(channel.retrieveWebhooks().complete()).hasSize(1);
        assertThat(webhook.sendMessage("rain").complete().getAuthor().getName()).isEqualTo("news");
        assertThat(general.messages()).extracting(SimulatedMessage::content).containsExactly("rain");
        webhook.delete().complete();
        assertThat(channel.retrieveWebhooks().complete()).isEmpty();
    }

    @Test
    void messages_areBulkDeletedAndReactionsCleared() {
        TextChannel channel = bot.jda().getTextChannelById(general.id());
        SimulatedMessage first = alice.sends(general, "a");
        SimulatedMessage second = alice.sends(general, "b");
        alice.reacts(first, "👍");
        channel.clearReactionsById(first.id()).complete();
        assertThat(first.reactions()).isEmpty();
        channel.deleteMessagesByIds(List.of(Long.toString(first.id()), Long.toString(second.id())))
                .complete();
        assertThat(general.messages()).isEmpty();
        assertThatThrownBy(() -> channel.retrieveMessageById(first.id()).complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        unknown -> assertThat(unknown.getErrorCode()).isEqualTo(10008));
    }
}
