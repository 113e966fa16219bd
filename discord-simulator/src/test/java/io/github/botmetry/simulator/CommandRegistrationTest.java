package io.github.botmetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;
import org.junit.jupiter.api.Test;

class CommandRegistrationTest {
    private static List<CommandData> fortyEightCommands() {
        List<CommandData> commands = new ArrayList<>();
        for (int number = 0; number < 45; number++) {
            commands.add(Commands.slash("command" + number, "Number " + number)
                    .addOption(OptionType.STRING, "text", "A text", true, true));
        }
        commands.add(Commands.slash("admin", "Administration")
                .addSubcommandGroups(new SubcommandGroupData("users", "Users")
                        .addSubcommands(new SubcommandData("ban", "Ban").addOption(OptionType.USER, "user", "Whom"))));
        commands.add(Commands.user("Get avatar"));
        commands.add(Commands.message("Translate"));
        return commands;
    }

    @Test
    void globalCommands_areReplacedReadEditedAndDeleted() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(discord)) {
            List<Command> registered =
                    bot.jda().updateCommands().addCommands(fortyEightCommands()).complete();
            assertThat(registered).hasSize(48);
            assertThat(bot.jda().retrieveCommands().complete()).hasSize(48);
            Command admin = registered.get(45);
            assertThat(admin.getSubcommandGroups().get(0).getSubcommands())
                    .extracting(Command.Subcommand::getFullCommandName)
                    .containsExactly("admin users ban");
            Command added = bot.jda().upsertCommand("extra", "One more").complete();
            Command renamed = added.editCommand().setName("renamed").complete();
            assertThat(renamed.getIdLong()).isEqualTo(added.getIdLong());
            assertThat(bot.jda()
                            .retrieveCommandById(added.getIdLong())
                            .complete()
                            .getName())
                    .isEqualTo("renamed");
            added.delete().complete();
            assertThat(bot.jda().retrieveCommands().complete()).hasSize(48);
            assertThat(discord.unknownRoutes()).isEmpty();
        }
    }

    @Test
    void guildCommand_isPreferredByInteractions() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create();
                TestBot bot = TestBot.at(discord)) {
            SimulatedGuild guild = discord.guild("Garden");
            SimulatedChannel general = guild.textChannel("general");
            Guild seen = bot.jda().getGuildById(guild.id());
            while (seen == null) {
                bot.await(GuildJoinEvent.class);
                seen = bot.jda().getGuildById(guild.id());
            }
            bot.jda().upsertCommand("ping", "Global").complete();
            long id = seen.upsertCommand("ping", "In the guild").complete().getIdLong();
            guild.member("alice").runs("ping").in(general);
            SlashCommandInteractionEvent event = bot.await(SlashCommandInteractionEvent.class);
            assertThat(event.getCommandIdLong()).isEqualTo(id);
            assertThat(event.isGuildCommand()).isTrue();
        }
    }
}
