package io.github.botmetry.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Costs of a slash command with its answer for a bot's process, beside the same bot without us: processor time without the
 * compiler's, the collector's part of it, allocation, and what stays on the heap.
 *
 * <p>The bots take turns round by round, so that other work on the machine meets all of them; each round gives one ratio. A
 * second bare bot is the control: where it does not cost what the first one costs, the ratios decide nothing.
 */
final class Commands {

    private static final String CONTROL = "bare JDA once more";
    private static final int AT_A_TIME = 8;

    /** A control beyond 3 % shows that the machine was too busy. */
    private static final double CONTROL_LIMIT = 0.03;

    /**
     * The size of a run.
     *
     * @param warmUp commands at the most that each bot runs before, until its compiler rests
     * @param rounds turns of each bot
     * @param commands commands of a turn
     * @param last commands at full speed before the heap is looked at
     */
    record Size(int warmUp, int rounds, int commands, int last) {}

    private final Size size;
    private final Map<String, SimulatedBot> bots = new LinkedHashMap<>();
    private final Map<String, List<Figures>> costs = new LinkedHashMap<>();
    private final Map<String, Long> heaps = new LinkedHashMap<>();

    private Commands(Size size) {
        this.size = size;
    }

    static String table(Size size) throws IOException, InterruptedException {
        Commands run = new Commands(size);
        try {
            for (String name : List.of(BotProcess.BARE, CONTROL, BotProcess.STATS, BotProcess.SENTRY)) {
                SimulatedBot bot = new SimulatedBot(name.equals(CONTROL) ? BotProcess.BARE : name);
                run.bots.put(name, bot);
                bot.warmUp(size.warmUp(), AT_A_TIME);
            }
            run.measure();
            return run.table();
        } finally {
            for (SimulatedBot bot : run.bots.values()) {
                bot.close();
            }
        }
    }

    private void measure() {
        List<Map.Entry<String, SimulatedBot>> order = new ArrayList<>(bots.entrySet());
        for (int round = 0; round < size.rounds(); round++) {
            order.forEach(bot -> costs.computeIfAbsent(bot.getKey(), absent -> new ArrayList<>())
                    .add(turn(bot.getValue())));
            Collections.rotate(order, 1);
        }
        bots.forEach((name, bot) -> {
            bot.ping(size.last(), AT_A_TIME);
            heaps.put(name, bot.liveHeapBytes());
        });
    }

    /** The garbage of the turn before is not this one's. */
    private Figures turn(SimulatedBot bot) {
        bot.liveHeapBytes();
        Figures before = bot.figures();
        bot.ping(size.commands(), AT_A_TIME);
        return bot.figures().since(before);
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | bot | processor time a command | x bare, median (and range) of the rounds | of it collector | B a command | live heap |
                |---|---:|---:|---:|---:|---:|
                """);
        costs.forEach((name, rounds) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.0f us | %s | %.1f us | %,.0f | %.1f MB |%n",
                name,
                aCommand(rounds, Figures::cpuNanos) / 1e3,
                range(ratios(name)),
                aCommand(rounds, Figures::collectorNanos) / 1e3,
                aCommand(rounds, Figures::allocatedBytes),
                heaps.getOrDefault(name, 0L) / 1e6)));
        return table + "\n" + verdict(Figures.median(ratios(CONTROL))) + "\n";
    }

    private double aCommand(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return Figures.median(rounds.stream().mapToDouble(figure).toArray()) / size.commands();
    }

    /** Processor time against that of bare JDA in the same round. */
    private double[] ratios(String name) {
        List<Figures> own = costs.getOrDefault(name, List.of());
        List<Figures> bare = costs.getOrDefault(BotProcess.BARE, List.of());
        return IntStream.range(0, own.size())
                .mapToDouble(round ->
                        (double) own.get(round).cpuNanos() / bare.get(round).cpuNanos())
                .sorted()
                .toArray();
    }

    private static String range(double... sorted) {
        return String.format(
                Locale.ROOT, "%.3f (%.2f to %.2f)", Figures.median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    static String verdict(double control) {
        boolean decided = Math.abs(control - 1) <= CONTROL_LIMIT;
        return String.format(
                Locale.ROOT,
                "The control is at %.3f x: %s.",
                control,
                decided ? "the ratios hold" : "undecided, the machine was too busy for the ratios");
    }
}
