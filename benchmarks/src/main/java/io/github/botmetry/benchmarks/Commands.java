package io.github.botmetry.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a slash command with its answer costs a bot's process: processor time and allocation, beside the same bot without us.
 *
 * <p>The bots take turns round by round, so that what else the machine does meets all of them; each round gives one ratio.
 */
final class Commands {

    private static final List<String> MODES = List.of(BotProcess.BARE, BotProcess.STATS, BotProcess.SENTRY);
    private static final int AT_A_TIME = 8;

    private record Cost(double cpuMicros, double bytes) {}

    private Commands() {}

    /**
     * @param warmUp commands that are run first and not counted
     * @param rounds how many turns each bot has
     * @param commands how many commands a turn has
     */
    static String table(int warmUp, int rounds, int commands) throws IOException, InterruptedException {
        Map<String, SimulatedBot> bots = new LinkedHashMap<>();
        try {
            for (String mode : MODES) {
                SimulatedBot bot = new SimulatedBot(mode);
                bots.put(mode, bot);
                bot.ping(warmUp, AT_A_TIME);
            }
            return table(measure(bots, rounds, commands));
        } finally {
            for (SimulatedBot bot : bots.values()) {
                bot.close();
            }
        }
    }

    private static Map<String, List<Cost>> measure(Map<String, SimulatedBot> bots, int rounds, int commands) {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            bots.forEach((mode, bot) -> {
                bot.figures(); // the garbage of the round before is not this one's
                Figures before = bot.figures();
                bot.ping(commands, AT_A_TIME);
                Figures after = bot.figures();
                costs.computeIfAbsent(mode, absent -> new ArrayList<>()).add(cost(before, after, commands));
            });
        }
        return costs;
    }

    private static Cost cost(Figures before, Figures after, int commands) {
        return new Cost(
                (after.cpuNanos() - before.cpuNanos()) / 1e3 / commands,
                (double) (after.allocatedBytes() - before.allocatedBytes()) / commands);
    }

    private static String table(Map<String, List<Cost>> costs) {
        StringBuilder table = new StringBuilder("""
                | bot | processor time a command | x bare, median (and range) of the rounds | B a command |
                |---|---:|---:|---:|
                """);
        List<Cost> bare = costs.getOrDefault(BotProcess.BARE, List.of());
        costs.forEach((mode, rounds) -> {
            double[] ratios = new double[rounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = rounds.get(i).cpuMicros() / bare.get(i).cpuMicros();
            }
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f us | %s | %,.0f |%n",
                    mode,
                    Figures.median(rounds.stream().mapToDouble(Cost::cpuMicros).toArray()),
                    ratio(ratios),
                    Figures.median(rounds.stream().mapToDouble(Cost::bytes).toArray())));
        });
        return table.toString();
    }

    private static String ratio(double... ratios) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT, "%.3f (%.2f to %.2f)", Figures.median(sorted), sorted[0], sorted[sorted.length - 1]);
    }
}
