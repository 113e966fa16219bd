package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.guild.member.update.GuildMemberUpdateNicknameEvent;
import net.dv8tion.jda.api.events.message.MessageBulkDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionRemoveEvent;
import net.dv8tion.jda.api.events.user.UserTypingEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.utils.FileUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageTest {
    private DiscordSimulator discord;
    private SimulatedGuild guild;
    private SimulatedChannel general;
    private SimulatedUser alice;

    @BeforeEach
    void start() {
        discord = DiscordSimulator.create();
        guild = discord.guild("Garden");
        general = guild.textChannel("general");
        alice = guild.member("alice");
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void message_inGuildThreadAndDirectly_isReceived() throws Exception {
        SimulatedChannel thread = general.thread("details");
        try (TestBot bot = TestBot.at(discord)) {
            alice.sends(general, "in guild " + discord.bot().mention());
            alice.sends(thread, "in thread");
            discord.user("bob").sendsDirectly("directly");
            List<MessageReceivedEvent> events = bot.await(MessageReceivedEvent.class, 3);
            assertThat(events)
                    .extracting(event -> event.getMessage().getContentRaw())
                    .containsExactly("in guild " + discord.bot().mention(), "in thread", "directly");
            assertThat(events.get(0).getMember().getEffectiveName()).isEqualTo("alice");
            assertThat(events.get(0).getMessage().getMentions().getUsers()).hasSize(1);
            assertThat(events.get(1).isFromThread()).isTrue();
            assertThat(events.get(2).isFromGuild()).isFalse();
            assertThat(events.get(0).getJumpUrl())
                    .isEqualTo(general.messages().get(0).jumpUrl());
        }
    }

    @Test
    void message_ofWebhookAndSystem_isReceivedAsSuch() throws Exception {
        try (TestBot bot = TestBot.at(discord)) {
            general.webhookMessage("news", "rain");
            general.systemMessage(7, alice);
            List<MessageReceivedEvent> events = bot.await(MessageReceivedEvent.class, 2);
            assertThat(events.get(0).isWebhookMessage()).isTrue();
            assertThat(events.get(1).getMessage().getType()).isEqualTo(MessageType.GUILD_MEMBER_JOIN);
        }
    }

    @Test
    void message_thatUserEditsDeletesAndReactsTo_firesEachEvent() throws Exception {
        try (TestBot bot = TestBot.at(discord)) {
            SimulatedMessage message = alice.sends(general, "frist");
            SimulatedMessage answer = alice.repliesTo(message, "first");
            alice.edits(message, "first");
            alice.reacts(message, "👍");
            alice.unreacts(message, "👍");
            alice.typesIn(general);
            alice.deletes(message);
            general.deleteTogether(List.of(answer));
            assertThat(bot.await(MessageUpdateEvent.class).getMessage().getContentRaw())
                    .isEqualTo("first");
            assertThat(bot.await(MessageReactionAddEvent.class).getEmoji().getName())
                    .isEqualTo("👍");
            assertThat(bot.await(MessageReactionRemoveEvent.class).getUserIdLong())
                    .isEqualTo(alice.id());
            assertThat(bot.await(UserTypingEvent.class).getMember().getIdLong()).isEqualTo(alice.id());
            List<MessageDeleteEvent> deleted = bot.await(MessageDeleteEvent.class, 2);
            assertThat(deleted)
                    .extracting(MessageDeleteEvent::getMessageIdLong)
                    .containsExactly(message.id(), answer.id());
            assertThat(bot.seen(MessageReceivedEvent.class).get(1).getMessage().getReferencedMessage())
                    .isNotNull();
            assertThat(general.messages()).isEmpty();
            assertThat(message.isDeleted()).isTrue();
        }
    }

    @Test
    void bulkDelete_withoutSplitting_isOneEvent() throws Exception {
        JDABuilder builder = JDABuilder.createDefault(null).setBulkDeleteSplittingEnabled(false);
        try (TestBot bot = TestBot.at(discord, builder, event -> {})) {
            general.deleteTogether(List.of(alice.sends(general, "a"), alice.sends(general, "b")));
            assertThat(bot.await(MessageBulkDeleteEvent.class).getMessageIds()).hasSize(2);
        }
    }

    @Test
    void botMessages_sentEditedReactedPinnedAndDeleted_changeTheChannel() throws Exception {
        try (TestBot bot = TestBot.at(discord)) {
            TextChannel channel = bot.jda().getTextChannelById(general.id());
            channel.sendTyping().complete();
            long id = channel.sendMessage("one").complete().getIdLong();
            SimulatedMessage message = general.awaitBotMessage(SOON);
            assertThat(message.content()).isEqualTo("one");
            channel.editMessageById(id, "two").complete();
            channel.addReactionById(id, Emoji.fromUnicode("👍")).complete();
            pin(channel, id);
            assertThat(message.content()).isEqualTo("two");
            assertThat(message.reactions()).containsExactly("👍");
            assertThat(channel.retrieveMessageById(id).complete().isPinned()).isTrue();
            assertThat(channel.getHistory().retrievePast(10).complete()).hasSize(1);
            channel.deleteMessageById(id).complete();
            assertThat(message.isDeleted()).isTrue();
            assertThat(discord.unknownRoutes()).isEmpty();
        }
    }

    /** The method gives another type in JDA 6 than in 5, so that code compiled with one does not link with the other. */
    private static void pin(MessageChannel channel, long messageId) throws ReflectiveOperationException {
        Object action =
                MessageChannel.class.getMethod("pinMessageById", long.class).invoke(channel, messageId);
        ((RestAction<?>) action).complete();
    }

    @Test
    void botMessage_withFileAndEmbed_arrivesByMultipart() throws Exception {
        try (TestBot bot = TestBot.at(discord)) {
            bot.jda()
                    .getTextChannelById(general.id())
                    .sendMessage("größe")
                    .addFiles(FileUpload.fromData(new byte[1234], "zeros.bin"))
                    .setEmbeds(new EmbedBuilder().setTitle("t").build())
                    .complete();
            RecordedRequest request = discord.requests().await("POST", "/channels/{channel}/messages", SOON);
            assertThat(request.files()).containsExactly(new UploadedFile("zeros.bin", 1234));
            assertThat(request.json().path("content").asText()).isEqualTo("größe");
            MessageReceivedEvent own = bot.await(MessageReceivedEvent.class);
            assertThat(own.getMessage().getAttachments().get(0).getSize()).isEqualTo(1234);
            assertThat(own.getMessage().getEmbeds().get(0).getTitle()).isEqualTo("t");
            assertThat(own.getAuthor().getIdLong()).isEqualTo(discord.bot().id());
        }
    }

    @Test
    void directMessage_openedByBot_reachesTheUser() throws Exception {
        try (TestBot bot = TestBot.at(discord)) {
            bot.jda()
                    .openPrivateChannelById(alice.id())
                    .flatMap(channel -> channel.sendMessage("psst"))
                    .complete();
            assertThat(alice.directChannel().awaitBotMessage(SOON).content()).isEqualTo("psst");
        }
    }

    @Test
    void messages_withoutContentIntent_areEmptyUnlessBotIsMentioned() throws Exception {
        JDABuilder builder = JDABuilder.createLight(null, GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES);
        try (TestBot bot = TestBot.at(discord, builder, event -> {})) {
            alice.sends(general, "secret");
            alice.sends(general, discord.bot().mention());
            alice.sendsDirectly("hello");
            bot.jda().getTextChannelById(general.id()).sendMessage("own").complete();
            assertThat(bot.await(MessageReceivedEvent.class, 4))
                    .extracting(event -> event.getMessage().getContentRaw())
                    .containsExactly("", discord.bot().mention(), "hello", "own");
        }
    }

    @Test
    void events_withoutTheirIntent_areNotSent() throws Exception {
        JDABuilder builder = JDABuilder.createLight(null, List.of());
        try (TestBot bot = TestBot.at(discord, builder, event -> {})) {
            SimulatedMessage message = alice.sends(general, "unseen");
            alice.reacts(message, "👍");
            alice.typesIn(general);
            alice.sendsDirectly("unseen");
            guild.member("bob");
            guild.ban(guild.member("bob"));
            guild.textChannel("seen");
            bot.await(ChannelCreateEvent.class);
            assertThat(bot.seen(MessageReceivedEvent.class)).isEmpty();
            assertThat(bot.seen(MessageReactionAddEvent.class)).isEmpty();
            for (String event : List.of(
                    "MESSAGE_CREATE",
                    "MESSAGE_REACTION_ADD",
                    "TYPING_START",
                    "GUILD_MEMBER_ADD",
                    "GUILD_BAN_ADD",
                    "GUILD_MEMBER_REMOVE")) {
                assertThat(discord.dispatched(event)).as(event).isZero();
            }
            assertThat(discord.dispatched("CHANNEL_CREATE")).isEqualTo(1);
        }
    }

    @Test
    void ownMember_withoutMembersIntent_isStillUpdated() throws Exception {
        JDABuilder builder = JDABuilder.createLight(null, List.of());
        try (TestBot bot = TestBot.at(discord, builder, event -> {})) {
            guild.nickname(alice, "Al");
            guild.nickname(discord.bot(), "Robot");
            bot.await(GuildMemberUpdateNicknameEvent.class);
            assertThat(discord.dispatched("GUILD_MEMBER_UPDATE")).isEqualTo(1);
        }
    }
}
