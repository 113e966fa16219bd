package com.example.pingbot;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import java.util.concurrent.ThreadLocalRandom;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.Commands;

/** A bot with four commands: three that work, one of them with a button, and one that fails on purpose. */
public final class PingBot extends ListenerAdapter {

    private final Botmetry botmetry;

    public PingBot(Botmetry botmetry) {
        this.botmetry = botmetry;
    }

    public static void main(String[] args) {
        String token = System.getenv("BOT_TOKEN");
        if (token == null || token.isBlank()) {
            System.err.println("BOT_TOKEN must be set to the token of your bot");
            System.exit(2);
        }
        Botmetry botmetry = Botmetry.fromEnvironment(); // BOTMETRY_STATSD_HOST, SENTRY_DSN, ...
        connect(JDABuilder.createDefault(token), botmetry).build();
    }

    /** Adds the bot's listener and Botmetry, which is the last call before {@code build()}. */
    public static JDABuilder connect(JDABuilder builder, Botmetry botmetry) {
        builder.addEventListeners(new PingBot(botmetry));
        JdaIntegration.create(botmetry).attach(builder);
        return builder;
    }

    @Override
    public void onReady(ReadyEvent event) {
        event.getJDA()
                .updateCommands()
                .addCommands(
                        Commands.slash("ping", "Says pong"),
                        Commands.slash("roll", "Rolls a die"),
                        Commands.slash("vote", "Asks with a button"),
                        Commands.slash("fail", "Fails, to show how that is reported"))
                .queue();
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        switch (event.getName()) {
            case "ping" -> event.reply("Pong!").queue();
            case "roll" -> roll(event);
            case "vote" -> VoteButton.send(event);
            case "fail" -> throw new IllegalStateException("the fail command was asked to fail");
            default -> event.reply("I do not know that command.").setEphemeral(true).queue();
        }
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        if (event.getComponentId().equals(VoteButton.ID)) {
            botmetry.stats().incr("votes");
            event.editMessage("Thank you!").setComponents().queue();
        }
    }

    private void roll(SlashCommandInteractionEvent event) {
        int rolled = ThreadLocalRandom.current().nextInt(1, 7);
        botmetry.stats().incr("dice.rolled"); // a number of the bot's own
        event.reply("You rolled " + rolled).queue();
    }
}
