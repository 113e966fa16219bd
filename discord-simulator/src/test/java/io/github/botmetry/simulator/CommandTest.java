package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.SOON;
import static io.github.botmetry.simulator.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;

import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.UserContextInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandTest {
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
    void slashCommand_thatBotRepliesTo_showsReplyAndAcknowledgement() throws Exception {
        try (TestBot bot = TestBot.at(
                discord,
                on(
                        SlashCommandInteractionEvent.class,
                        event -> event.reply("pong").setEphemeral(true).queue()))) {
            Interaction ping = alice.runs("ping").in(general);
            Reply reply = ping.awaitReply(SOON);
            assertThat(reply.content()).isEqualTo("pong");
            assertThat(reply.isEphemeral()).isTrue();
            assertThat(reply.kind()).isEqualTo(Reply.Kind.REPLY);
            Acknowledgement acknowledgement = ping.awaitAcknowledged(SOON);
            assertThat(acknowledgement.kind()).isEqualTo(Acknowledgement.Kind.REPLY);
            assertThat(acknowledgement.arrivedNanos()).isGreaterThan(ping.sentNanos());
            SlashCommandInteractionEvent event = bot.await(SlashCommandInteractionEvent.class);
            assertThat(event.getFullCommandName()).isEqualTo("ping");
            assertThat(event.getUser().getIdLong()).isEqualTo(alice.id());
            assertThat(event.getMember().getEffectiveName()).isEqualTo("alice");
            assertThat(discord.unacknowledged()).isEmpty();
        }
    }

    @Test
    void slashCommand_withGroupAndOptionsOfAllTypes_isReadByJda() throws Exception {
        SimulatedRole mod = guild.role("mod");
        SimulatedUser bob = guild.member("bob");
        try (TestBot bot = TestBot.at(discord)) {
            alice.runs("admin users ban")
                    .option("reason", "spam")
                    .option("days", 7)
                    .option("weight", 1.5)
                    .option("silent", true)
                    .option("user", bob)
                    .option("channel", general)
                    .option("role", mod)
                    .attachment("proof", "proof.png", 10)
                    .in(general);
            SlashCommandInteractionEvent event = bot.await(SlashCommandInteractionEvent.class);
            assertThat(event.getFullCommandName()).isEqualTo("admin users ban");
            assertThat(event.getOption("reason").getAsString()).isEqualTo("spam");
            assertThat(event.getOption("days").getAsLong()).isEqualTo(7);
            assertThat(event.getOption("weight").getAsDouble()).isEqualTo(1.5);
            assertThat(event.getOption("silent").getAsBoolean()).isTrue();
            assertThat(event.getOption("user").getAsMember().getIdLong()).isEqualTo(bob.id());
            assertThat(event.getOption("channel").getAsChannel().getIdLong()).isEqualTo(general.id());
            assertThat(event.getOption("role").getAsRole().getIdLong()).isEqualTo(mod.id());
            assertThat(event.getOption("proof").getAsAttachment().getFileName()).isEqualTo("proof.png");
        }
    }

    @Test
    void deferredReply_thatIsEditedAndFollowedUp_showsEachStep() throws Exception {
        try (TestBot bot = TestBot.at(
                discord,
                on(
                        SlashCommandInteractionEvent.class,
                        event -> event.deferReply()
                                .flatMap(hook -> hook.editOriginal("first"))
                                .flatMap(message -> event.getHook().editOriginal("second"))
                                .flatMap(message -> event.getHook().sendMessage("third"))
                                .queue()))) {
            Interaction slow = alice.runs("slow").in(general);
            assertThat(slow.awaitAcknowledged(SOON).kind()).isEqualTo(Acknowledgement.Kind.DEFER);
            assertThat(slow.awaitReplies(3, SOON))
                    .extracting(reply -> reply.kind() + " " + reply.content())
                    .containsExactly("REPLY first", "EDIT second", "FOLLOW_UP third");
            assertThat(slow.awaitEdit(SOON).content()).isEqualTo("second");
            assertThat(slow.awaitFollowUp(SOON).content()).isEqualTo("third");
            assertThat(bot.jda().getGuilds()).hasSize(1);
        }
    }

    @Test
    void firstFollowUp_ofDeferredReply_takesItsPlace() throws Exception {
        try (TestBot bot = TestBot.at(
                discord,
                on(
                        SlashCommandInteractionEvent.class,
                        event -> event.deferReply(true)
                                .flatMap(hook -> hook.sendMessage("done"))
                                .queue()))) {
            Reply reply = alice.runs("slow").in(general).awaitReply(SOON);
            assertThat(reply.kind()).isEqualTo(Reply.Kind.REPLY);
            assertThat(reply.content()).isEqualTo("done");
            assertThat(reply.isEphemeral()).isTrue();
            assertThat(bot.jda().getGuilds()).hasSize(1);
        }
    }

    @Test
    void slashCommand_inDirectMessages_hasNoGuild() throws Exception {
        try (TestBot bot = TestBot.at(
                discord,
                on(
                        SlashCommandInteractionEvent.class,
                        event -> event.reply("hi").queue()))) {
            Interaction ping = discord.user("bob").runs("ping").inDirectMessages();
            assertThat(ping.awaitReply(SOON).content()).isEqualTo("hi");
            SlashCommandInteractionEvent event = bot.await(SlashCommandInteractionEvent.class);
            assertThat(event.isFromGuild()).isFalse();
            assertThat(event.getContext()).isEqualTo(InteractionContextType.BOT_DM);
        }
    }

    @Test
    void slashCommand_ofUserInstalledAppInForeignGuild_isDetached() throws Exception {
        SimulatedChannel elsewhere = discord.foreignGuild("Elsewhere").textChannel("lobby");
        try (TestBot bot = TestBot.at(
                discord,
                on(
                        SlashCommandInteractionEvent.class,
                        event -> event.reply("hi").queue()))) {
            assertThat(alice.runs("ping").in(elsewhere).awaitReply(SOON).content())
                    .isEqualTo("hi");
            SlashCommandInteractionEvent event = bot.await(SlashCommandInteractionEvent.class);
            assertThat(event.getGuild().isDetached()).isTrue();
            assertThat(bot.jda().getGuilds()).hasSize(1);
        }
    }

    @Test
    void contextCommands_onUserAndMessage_haveTheirTargets() throws Exception {
        SimulatedUser bob = guild.member("bob");
        SimulatedMessage message = bob.sends(general, "bonjour");
        try (TestBot bot = TestBot.at(discord)) {
            alice.uses("Get avatar").on(bob, general);
            alice.uses("Translate").on(message);
            UserContextInteractionEvent user = bot.await(UserContextInteractionEvent.class);
            assertThat(user.getFullCommandName()).isEqualTo("Get avatar");
            assertThat(user.getTarget().getIdLong()).isEqualTo(bob.id());
            assertThat(user.getTargetMember().getEffectiveName()).isEqualTo("bob");
            MessageContextInteractionEvent about = bot.await(MessageContextInteractionEvent.class);
            assertThat(about.getTarget().getContentRaw()).isEqualTo("bonjour");
        }
    }
}
