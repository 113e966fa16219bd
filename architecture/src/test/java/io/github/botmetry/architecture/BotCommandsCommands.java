package io.github.botmetry.architecture;

import io.github.botmetry.event.CurrentEvent;
import io.github.freya022.botcommands.api.commands.annotations.Command;
import io.github.freya022.botcommands.api.commands.annotations.Cooldown;
import io.github.freya022.botcommands.api.commands.annotations.Filter;
import io.github.freya022.botcommands.api.commands.annotations.UserPermissions;
import io.github.freya022.botcommands.api.commands.application.ApplicationCommandFilter;
import io.github.freya022.botcommands.api.commands.application.ApplicationCommandInfo;
import io.github.freya022.botcommands.api.commands.application.slash.GuildSlashEvent;
import io.github.freya022.botcommands.api.commands.application.slash.annotations.JDASlashCommand;
import io.github.freya022.botcommands.api.commands.application.slash.annotations.SlashOption;
import io.github.freya022.botcommands.api.commands.application.slash.autocomplete.annotations.AutocompleteHandler;
import io.github.freya022.botcommands.api.commands.text.BaseCommandEvent;
import io.github.freya022.botcommands.api.commands.text.annotations.JDATextCommandVariation;
import io.github.freya022.botcommands.api.components.Buttons;
import io.github.freya022.botcommands.api.components.event.ButtonEvent;
import io.github.freya022.botcommands.api.core.service.annotations.BService;
import io.github.freya022.botcommands.api.modals.ModalEvent;
import io.github.freya022.botcommands.api.modals.Modals;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.GenericCommandInteractionEvent;

/** The commands of a bot as BotCommands' users write them: with a button, a modal, an autocompletion, and faults. */
final class BotCommandsCommands {

    private BotCommandsCommands() {}

    static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A filter of the bot's own, which lets nobody in. */
    @BService
    public static final class Members implements ApplicationCommandFilter {

        public Members() {}

        @Override
        public boolean getGlobal() {
            return false;
        }

        @Override
        public String check(GenericCommandInteractionEvent event, ApplicationCommandInfo command) {
            CurrentEvent.reject("members only");
            event.reply("members only").queue();
            return "members only";
        }
    }

    @Command
    public static final class Slash {

        private final Buttons buttons;
        private final Modals modals;

        public Slash(Buttons buttons, Modals modals) {
            this.buttons = buttons;
            this.modals = modals;
        }

        @JDASlashCommand(name = "vote", description = "Shows a button")
        public void vote(GuildSlashEvent event) {
            Consumer<ButtonEvent> voted = button -> button.deferEdit().queue();
            Consumer<ButtonEvent> failing = button -> {
                throw new PlannedFailure();
            };
            event.replyComponents(ActionRow.of(
                            buttons.primary("Vote").ephemeral().bindTo(voted).build(),
                            buttons.primary("Fail").ephemeral().bindTo(failing).build()))
                    .queue();
        }

        @JDASlashCommand(name = "report", description = "Opens a modal")
        public void report(GuildSlashEvent event) {
            Consumer<ModalEvent> reported = modal -> {
                modal.reply("thanks").queue();
                throw new PlannedFailure();
            };
            event.replyModal(modals.create("Report")
                            .addComponents(Label.of("Reason", TextInput.of("reason", TextInputStyle.SHORT)))
                            .bindTo(reported)
                            .build())
                    .queue();
        }

        @JDASlashCommand(name = "fail", description = "Throws")
        public void fail(GuildSlashEvent event) {
            throw new PlannedFailure();
        }

        @JDASlashCommand(name = "crash", description = "Throws what BotCommands does not catch")
        public void crash(GuildSlashEvent event) {
            event.reply("so far").queue();
            throw new AssertionError("planned");
        }

        @Filter(Members.class)
        @JDASlashCommand(name = "lounge", description = "Is for members only")
        public void lounge(GuildSlashEvent event) {
            event.reply("welcome").queue();
        }

        @UserPermissions(Permission.BAN_MEMBERS)
        @JDASlashCommand(name = "ban", description = "Is not for alice")
        public void ban(GuildSlashEvent event) {
            event.reply("banned").queue();
        }

        @Cooldown(cooldown = 1, unit = ChronoUnit.HOURS, deleteOnRefill = false)
        @JDASlashCommand(name = "daily", description = "Once in an hour")
        public void daily(GuildSlashEvent event) {
            event.reply("here you are").queue();
        }

        @JDASlashCommand(name = "find", description = "Completes")
        public void find(
                GuildSlashEvent event,
                @SlashOption(name = "query", description = "What", autocomplete = "queries") String query) {
            event.reply(query).queue();
        }

        @AutocompleteHandler("queries")
        public Collection<String> queries(CommandAutoCompleteInteractionEvent event) {
            if (event.getFocusedOption().getValue().equals("fail")) {
                throw new PlannedFailure();
            }
            return List.of("apple");
        }
    }

    @Command
    public static final class Text {

        @JDATextCommandVariation(path = {"config", "set"})
        public void set(BaseCommandEvent event) {
            event.getChannel().sendMessage("set").queue();
        }

        @JDATextCommandVariation(path = "break")
        public void fail(BaseCommandEvent event) {
            throw new PlannedFailure();
        }

        @UserPermissions(Permission.BAN_MEMBERS)
        @JDATextCommandVariation(path = "kick")
        public void kick(BaseCommandEvent event) {
            event.getChannel().sendMessage("kicked").queue();
        }
    }
}
