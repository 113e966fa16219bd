package io.github.botmetry.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is left on the heap of a bot while millions of events go through it: framed ones, commands that are answered, that fail,
 * and that nobody ever answers.
 */
final class Soak {

    private static final int BURST = 2_000;
    private static final int COMMANDS_A_BURST = 4;

    /** After it no interaction is followed any more, and JDA waits for none: what is left then stays. */
    static final Duration REST = Duration.ofSeconds(22);

    /** Heap in bytes after so many events, a rest and a garbage collection. */
    record Sample(long events, long heapBytes) {}

    private Soak() {}

    /**
     * @param events how many in all
     * @param every how many there are between two looks
     * @param rest how long nothing happens before each look
     */
    static List<Sample> run(long events, long every, Duration rest) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        try (SimulatedBot bot = new SimulatedBot(BotProcess.SENTRY)) {
            long done = 0;
            while (done < events) {
                for (long until = done + every; done < until; done += BURST) {
                    burst(bot);
                }
                Thread.sleep(rest.toMillis());
                samples.add(new Sample(done, bot.liveHeapBytes()));
            }
        }
        return samples;
    }

    /** Waits for the last command's answer, since events wait in memory for a bot that is slower than what sends them. */
    private static void burst(SimulatedBot bot) {
        bot.run("silent");
        bot.run("broken");
        bot.type(BURST - COMMANDS_A_BURST);
        bot.ping(2, 2);
    }

    static String table(long events, long every) throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""
                | events | heap after a rest and a collection |
                |---:|---:|
                """);
        for (Sample sample : run(events, every, REST)) {
            table.append(String.format(Locale.ROOT, "| %,d | %.1f MB |%n", sample.events(), sample.heapBytes() / 1e6));
        }
        return table.toString();
    }
}
