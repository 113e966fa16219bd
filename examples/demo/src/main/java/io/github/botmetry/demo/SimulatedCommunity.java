package io.github.botmetry.demo;

import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** A guild on a simulated Discord, whose users run the bot's commands, one in ten of which fails. */
final class SimulatedCommunity implements AutoCloseable {

    private static final int USERS = 20;
    private static final long MILLIS_BETWEEN_COMMANDS = 40;

    private final DiscordSimulator discord = DiscordSimulator.create();
    private final SimulatedChannel channel;
    private final List<SimulatedUser> users = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-users");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Interaction> answered = new ArrayList<>();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong failing = new AtomicLong();

    SimulatedCommunity() {
        SimulatedGuild guild = discord.guild("Demo");
        channel = guild.textChannel("general");
        for (int i = 1; i <= USERS; i++) {
            users.add(guild.member("user" + i));
        }
    }

    /** A builder for a bot that logs in here. */
    JDABuilder bot() {
        return JDABuilder.createDefault(discord.token())
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                });
    }

    void start() {
        clock.scheduleAtFixedRate(this::runCommand, 0, MILLIS_BETWEEN_COMMANDS, TimeUnit.MILLISECONDS);
    }

    private void runCommand() {
        long number = commands.incrementAndGet();
        SimulatedUser user = users.get(ThreadLocalRandom.current().nextInt(USERS));
        if (number % 10 == 0) {
            failing.incrementAndGet();
            user.runs("fail").in(channel);
            return;
        }
        Interaction interaction = user.runs(number % 3 == 0 ? "roll" : "ping").in(channel);
        synchronized (answered) {
            answered.add(interaction);
        }
    }

    /** Runs no more commands, and waits for the answers to those that were run. */
    void stop(Duration limit) throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the simulated users did not stop");
        }
        synchronized (answered) {
            answered.forEach(interaction -> interaction.awaitAcknowledged(limit));
        }
    }

    /** How many commands were run. */
    long commands() {
        return commands.get();
    }

    /** How many of them fail. */
    long failing() {
        return failing.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        discord.close();
    }
}
