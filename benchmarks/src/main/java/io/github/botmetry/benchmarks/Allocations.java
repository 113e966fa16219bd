package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Bytes that a slash command with its answer allocates on all threads of a bot's JVM, without a socket to Discord; see
 * {@link LocalBot}. Each bot has a JVM of its own, since a compiler that has seen two bots allocates otherwise for both.
 *
 * <p>One command at a time, and the same command always: flushes and other work that goes on by itself make the difference
 * between rounds, and their median leaves it out. The second compiler does without some of the objects, and not without the
 * same ones in each JVM; the first leaves all of them, so that its figures repeat within 1 %.
 */
final class Allocations {

    static final List<String> MODES =
            List.of(BotProcess.BARE, BotProcess.STATS, BotProcess.SENTRY, BotProcess.EVERYTHING);

    private static final String BOTH_COMPILERS = "-Xbatch"; // settles sooner
    static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final int ROUNDS = 9;

    private Allocations() {}

    /**
     * @param modes bare JDA first
     * @param warmUp commands that are run first and not counted; a third of it where there is only the first compiler
     * @param commands how many commands a round has
     */
    static String table(List<String> modes, int warmUp, int commands) throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""
                | bot | B a command | more than bare | before the second compiler | more than bare |
                |---|---:|---:|---:|---:|
                """);
        double bare = Double.NaN;
        double bareEarly = Double.NaN;
        for (String mode : modes) {
            double bytes = measure(BOTH_COMPILERS, mode, warmUp, commands);
            double early = measure(FIRST_COMPILER, mode, warmUp / 3, commands);
            if (mode.equals(BotProcess.BARE)) {
                bare = bytes;
                bareEarly = early;
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f | %,.0f |%n",
                    mode,
                    bytes,
                    bytes - bare,
                    early,
                    early - bareEarly));
        }
        return table.toString();
    }

    /** Median bytes of a command. */
    static double measure(String option, String mode, int warmUp, int commands)
            throws IOException, InterruptedException {
        try (ChildJvm child = new ChildJvm(
                List.of(option), Allocations.class, mode, Integer.toString(warmUp), Integer.toString(commands))) {
            child.read();
            return Figures.median(DoubleStream.generate(() -> Double.parseDouble(child.ask("round")))
                    .limit(ROUNDS)
                    .toArray());
        }
    }

    /** The bot: runs a round whenever it is given a line, and prints the bytes of a command. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int commands = Integer.parseInt(arguments[2]);
        try (Botmetry botmetry = BotProcess.botmetry(arguments[0]);
                LocalBot bot = new LocalBot(botmetry)) {
            bot.becomeReader();
            bot.ping(Integer.parseInt(arguments[1]));
            Questions.answer("ready", round -> {
                long before = AllThreads.allocatedBytes();
                bot.ping(commands);
                return Double.toString((double) (AllThreads.allocatedBytes() - before) / commands);
            });
        }
    }
}
