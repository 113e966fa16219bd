package io.github.botmetry.benchmarks;

import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedUser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link BotProcess} with a simulated Discord in this process, and somebody there who keeps it busy. */
final class SimulatedBot implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A thread of the compiler that has ended takes its time with it. */
    private static final List<String> OPTIONS = List.of("-XX:-UseDynamicNumberOfCompilerThreads");

    private static final int WARM_UP_TURN = 2_000;
    private static final int TURNS_OF_REST = 2;
    private static final long RESTING_NANOS_A_COMMAND = 4_000;

    private final DiscordSimulator discord;
    private final SimulatedChannel channel;
    private final SimulatedUser user;
    private final ChildJvm bot;

    /** @param mode one of the constants of {@link BotProcess} */
    SimulatedBot(String mode) throws IOException {
        discord = DiscordSimulator.builder()
                .requestLogLimit(1_000)
                .interactionLimit(1_000)
                .build();
        channel = discord.guild("Garden").textChannel("general");
        user = discord.guild("Garden").member("alice");
        bot = new ChildJvm(OPTIONS, BotProcess.class, mode, discord.restUrl(), discord.gatewayUrl(), discord.token());
        bot.read();
    }

    Figures figures() {
        return Figures.parse(bot.ask("figures"));
    }

    /** Collects all garbage first. */
    long liveHeapBytes() {
        return Long.parseLong(bot.ask(BotProcess.LIVE_HEAP));
    }

    /** Runs {@code /ping} until the compiler rests for some turns, or so often. */
    void warmUp(int most, int atATime) {
        int resting = 0;
        for (int done = 0; done < most && resting < TURNS_OF_REST; done += WARM_UP_TURN) {
            int turn = Math.min(WARM_UP_TURN, most - done);
            Figures before = figures();
            ping(turn, atATime);
            long compiling = figures().since(before).compilerNanos();
            resting = compiling <= RESTING_NANOS_A_COMMAND * turn ? resting + 1 : 0;
        }
    }

    /** Runs {@code /ping} so often, some at a time, and waits for the answers. */
    void ping(int times, int atATime) {
        List<Interaction> open = new ArrayList<>();
        for (int done = 0; done < times; done += open.size()) {
            open.clear();
            for (int i = done; i < Math.min(times, done + atATime); i++) {
                open.add(run("ping"));
            }
            open.forEach(interaction -> interaction.awaitAcknowledged(LIMIT));
        }
    }

    Interaction run(String command) {
        return user.runs(command).in(channel);
    }

    /** Dispatches so many typing events, which the bot only frames. */
    void type(int times) {
        for (int i = 0; i < times; i++) {
            user.typesIn(channel);
        }
    }

    @Override
    public void close() throws InterruptedException {
        bot.close();
        discord.close();
    }
}
