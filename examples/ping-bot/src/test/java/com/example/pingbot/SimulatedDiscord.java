package com.example.pingbot;

import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedMessage;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** Runs the bot without an account: alice runs its commands on a Discord on this machine, until Ctrl-C. */
public final class SimulatedDiscord {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SimulatedDiscord() {}

    public static void main(String[] args) throws InterruptedException {
        DiscordSimulator discord = DiscordSimulator.create();
        SimulatedGuild guild = discord.guild("Garden");
        SimulatedChannel general = guild.textChannel("general");
        SimulatedUser alice = guild.member("alice");
        PingBot.connect(builder(discord), Botmetry.fromEnvironment()).build().awaitReady();

        while (true) {
            System.out.println("alice: /ping -> "
                    + alice.runs("ping").in(general).awaitReply(PATIENCE).content());
            System.out.println("alice: /roll -> "
                    + alice.runs("roll").in(general).awaitReply(PATIENCE).content());
            SimulatedMessage vote =
                    alice.runs("vote").in(general).awaitReply(PATIENCE).message();
            System.out.println("alice: /vote, presses the button -> "
                    + alice.presses(vote, VoteButton.ID).awaitReply(PATIENCE).content());
            System.out.println("alice: /fail");
            alice.runs("fail").in(general);
            Thread.sleep(5_000);
        }
    }

    /** A builder for a bot that logs in there; everything else is as at the real Discord. */
    static JDABuilder builder(DiscordSimulator discord) {
        return JDABuilder.createDefault(discord.token())
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                });
    }
}
