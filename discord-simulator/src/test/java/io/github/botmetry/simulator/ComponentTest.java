package io.github.botmetry.simulator;

import static io.github.botmetry.simulator.TestBot.SOON;
import static io.github.botmetry.simulator.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.EntitySelectInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComponentTest {
    private DiscordSimulator discord;
    private SimulatedChannel general;
    private SimulatedUser alice;
    private TestBot bot;

    @BeforeEach
    void start() {
        discord = DiscordSimulator.create();
        SimulatedGuild guild = discord.guild("Garden");
        general = guild.textChannel("general");
        alice = guild.member("alice");
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
    }

    private void botThat(EventListener listener) throws InterruptedException {
        bot = TestBot.at(discord, listener);
    }

    @Test
    void button_ofReply_isPressedAndUpdatesItsMessage() throws Exception {
        botThat(event -> {
            if (event instanceof SlashCommandInteractionEvent slash) {
                JdaComponents.with(slash.reply("vote"), JdaComponents.button("vote:1", "Yes"))
                        .queue();
            } else if (event instanceof ButtonInteractionEvent button) {
                button.editMessage("voted " + button.getComponentId()).queue();
            }
        });
        SimulatedMessage message =
                alice.runs("vote").in(general).awaitReply(SOON).message();
        assertThat(message.customIds()).containsExactly("vote:1");
        Interaction press = alice.presses(message, "vote:1");
        Reply update = press.awaitReply(SOON);
        assertThat(update.kind()).isEqualTo(Reply.Kind.UPDATE);
        assertThat(press.awaitAcknowledged(SOON).kind()).isEqualTo(Acknowledgement.Kind.UPDATE);
        assertThat(message.content()).isEqualTo("voted vote:1");
        assertThat(bot.await(ButtonInteractionEvent.class).getMessageIdLong()).isEqualTo(message.id());
    }

    @Test
    void button_ofEphemeralReply_isPressed() throws Exception {
        botThat(event -> {
            if (event instanceof SlashCommandInteractionEvent slash) {
                JdaComponents.with(slash.reply("sure?").setEphemeral(true), JdaComponents.button("yes", "Yes"))
                        .queue();
            } else if (event instanceof ButtonInteractionEvent button) {
                button.deferEdit()
                        .flatMap(hook -> hook.editOriginal("done"))
                        .flatMap(done -> button.getHook().sendMessage("more").setEphemeral(true))
                        .queue();
            }
        });
        SimulatedMessage message =
                alice.runs("drop").in(general).awaitReply(SOON).message();
        Interaction press = alice.presses(message, "yes");
        assertThat(press.awaitReplies(2, SOON))
                .extracting(reply -> reply.kind() + " " + reply.content())
                .containsExactly("UPDATE done", "FOLLOW_UP more");
        assertThat(press.awaitAcknowledged(SOON).kind()).isEqualTo(Acknowledgement.Kind.DEFER_UPDATE);
        assertThat(general.messages()).isEmpty();
    }

    @Test
    void select_ofReply_bringsItsValues() throws Exception {
        botThat(event -> {
            if (event instanceof SlashCommandInteractionEvent slash) {
                JdaComponents.with(slash.reply("colour?"), JdaComponents.select("colour", "red", "green", "blue"))
                        .queue();
            } else if (event instanceof StringSelectInteractionEvent select) {
                select.reply(String.join(",", select.getValues())).queue();
            }
        });
        SimulatedMessage message =
                alice.runs("colour").in(general).awaitReply(SOON).message();
        Interaction choice = alice.chooses(message, "colour", "green");
        assertThat(choice.awaitReply(SOON).content()).isEqualTo("green");
        assertThat(choice.awaitReply(SOON).kind()).isEqualTo(Reply.Kind.REPLY);
    }

    @Test
    void components_ofEarlierMessage_areStillPressed() throws Exception {
        SimulatedMessage old = general.earlierBotMessage("poll")
                .button("gone:1", "Gone")
                .select("menu", "a", "b")
                .post();
        botThat(on(ButtonInteractionEvent.class, event -> event.reply("expired").queue()));
        assertThat(alice.presses(old, "gone:1").awaitReply(SOON).content()).isEqualTo("expired");
        alice.chooses(old, "menu", "b");
        assertThat(bot.await(StringSelectInteractionEvent.class).getValues()).containsExactly("b");
    }

    @Test
    void entitySelects_bringWhatWasChosen() throws Exception {
        SimulatedGuild guild = discord.guild("Garden");
        SimulatedRole mod = guild.role("mod");
        SimulatedMessage old = general.earlierBotMessage("choose")
                .userSelect("users")
                .roleSelect("roles")
                .channelSelect("channels")
                .post();
        botThat(event -> {});
        alice.choosesUsers(old, "users", alice, discord.bot());
        alice.choosesRoles(old, "roles", mod);
        alice.choosesChannels(old, "channels", general);
        List<EntitySelectInteractionEvent> events = bot.await(EntitySelectInteractionEvent.class, 3);
        assertThat(events.get(0).getMentions().getMembers())
                .extracting(Member::getIdLong)
                .containsExactly(alice.id(), discord.bot().id());
        assertThat(events.get(1).getMentions().getRoles().get(0).getIdLong()).isEqualTo(mod.id());
        assertThat(events.get(2).getMentions().getChannels().get(0).getIdLong()).isEqualTo(general.id());
        assertThatThrownBy(() -> alice.choosesRoles(old, "users", mod)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void press_ofWhatTheMessageDoesNotShow_throws() throws Exception {
        SimulatedMessage old =
                general.earlierBotMessage("poll").button("a", "A").post();
        botThat(event -> {});
        assertThatThrownBy(() -> alice.presses(old, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a]");
        assertThatThrownBy(() -> alice.chooses(old, "a", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void modal_thatUserSubmits_bringsTheValues() throws Exception {
        botThat(event -> {
            if (event instanceof SlashCommandInteractionEvent slash) {
                JdaComponents.replyModal(slash, "report", "Report", "subject", "body");
            } else if (event instanceof ModalInteractionEvent modal) {
                modal.reply(modal.getValue("subject").getAsString() + ": "
                                + modal.getValue("body").getAsString())
                        .queue();
            }
        });
        Interaction report = alice.runs("report").in(general);
        Modal modal = report.awaitModal(SOON);
        assertThat(modal.title()).isEqualTo("Report");
        assertThat(modal.inputIds()).containsExactly("subject", "body");
        Interaction submission = alice.submits(modal)
                .with("subject", "Bug")
                .with("body", "It rains")
                .send();
        assertThat(submission.awaitReply(SOON).content()).isEqualTo("Bug: It rains");
        assertThat(bot.await(ModalInteractionEvent.class).getModalId()).isEqualTo("report");
        assertThatThrownBy(() -> alice.submits(modal).with("other", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void modal_openedByButton_updatesTheButtonsMessage() throws Exception {
        SimulatedMessage old =
                general.earlierBotMessage("edit me").button("edit", "Edit").post();
        botThat(event -> {
            if (event instanceof ButtonInteractionEvent button) {
                JdaComponents.replyModal(button, "edit", "Edit", "text");
            } else if (event instanceof ModalInteractionEvent modal) {
                modal.editMessage(modal.getValue("text").getAsString()).queue();
            }
        });
        Modal modal = alice.presses(old, "edit").awaitModal(SOON);
        Reply update = alice.submits(modal).with("text", "new").send().awaitReply(SOON);
        assertThat(update.kind()).isEqualTo(Reply.Kind.UPDATE);
        assertThat(old.content()).isEqualTo("new");
    }

    @Test
    void autocomplete_offersChoices() throws Exception {
        botThat(on(
                CommandAutoCompleteInteractionEvent.class,
                event -> event.replyChoice(
                                event.getFocusedOption().getName()
                                        + "="
                                        + event.getFocusedOption().getValue(),
                                "v")
                        .queue()));
        Interaction typing = alice.completes("plant find")
                .option("kind", "tree")
                .focused("name", "oa")
                .in(general);
        assertThat(typing.awaitChoices(SOON)).containsExactly(new Choice("name=oa", "v"));
        assertThat(typing.awaitAcknowledged(SOON).kind()).isEqualTo(Acknowledgement.Kind.CHOICES);
        assertThat(bot.await(CommandAutoCompleteInteractionEvent.class).getFullCommandName())
                .isEqualTo("plant find");
    }
}
