package io.github.botmetry.stats;

import io.github.botmetry.guard.Warnings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A bot that times itself at the levels of a recursion until its stack ends. Also a program, for JVMs with other compilers. */
final class Overflows {

    static final long NANOS = 50;

    private static final TimerDefinition LEVEL = TimerDefinition.named("level")
            .buckets(Duration.ofNanos(10), Duration.ofNanos(100))
            .build();

    /** Recursions begin at so many different levels, since frames meet the end of the stack at different points then. */
    private static final int BEGINNINGS = 61;

    /** So many levels are timed on the way back; those above find stack enough. */
    private static final int NEAR_THE_END = 40;

    private static final long STACK_BYTES = 192 * 1024;

    private final SeriesTable table = new SeriesTable(10, new Warnings(false));
    private long attempted;
    private int unwound;
    private long recorded;
    private long numbers;

    /** Overflows so many times, with timers that were never used before except by a rehearsal, and prints "right" if they are. */
    public static void main(String[] arguments) throws Exception {
        loadWithoutInitialising();
        Rehearsal.in(new SeriesTable(100, new Warnings(false)));
        Overflows overflows = new Overflows();
        Thread bot = overflows.start(Integer.parseInt(arguments[0]));
        bot.join(Duration.ofSeconds(150).toMillis());
        if (bot.isAlive()) {
            System.out.println("hangs in " + List.of(bot.getStackTrace()));
        } else {
            TimerReading reading = overflows.reading();
            System.out.println(overflows.isRight(reading, 0) ? "right" : overflows + " but " + reading.count());
        }
    }

    /** As verifiers, agents and class data archives do: a first use deep down finds the classes and only has to initialise them. */
    private static void loadWithoutInitialising() throws ReflectiveOperationException, IOException, URISyntaxException {
        Path root = Path.of(TimerCell.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(root.resolve("io/github/botmetry/stats"))) {
            found.filter(file -> file.toString().endsWith(".class")).forEach(files::add);
        }
        for (Path file : files) {
            String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
            Class.forName(name, false, Overflows.class.getClassLoader());
        }
    }

    /** Starts the bot's thread, which ends after so many overflows unless it hangs. */
    Thread start(int times) {
        Thread bot = new Thread(null, () -> overflow(times), "overflows", STACK_BYTES);
        bot.setDaemon(true);
        bot.start();
        return bot;
    }

    private void overflow(int times) {
        for (int i = 0; i < times; i++) {
            unwound = 0;
            try {
                begin(i % BEGINNINGS);
                throw new AssertionError("the stack has no end");
            } catch (StackOverflowError expected) {
                // the next recursion
            }
        }
    }

    private void begin(int levelsAbove) {
        if (levelsAbove > 0) {
            begin(levelsAbove - 1);
        } else {
            level(levelsAbove, 2, 3, 4);
        }
    }

    /** The numbers make its frames so large that a stack is some thousand levels deep: tens of thousands would take seconds. */
    private void level(long a, long b, long c, long d) {
        try {
            level(a * 31 + b, b * 31 + c, c * 31 + d, d * 31 + a);
        } finally {
            numbers += a ^ b ^ c ^ d;
            if (unwound++ < NEAR_THE_END) {
                attempted++;
                timer().recordNanos(NANOS);
                recorded++;
            }
        }
    }

    Timer timer() {
        return table.stats().timer(LEVEL);
    }

    TimerSeries series() {
        return StreamSupport.stream(table.series().spliterator(), false)
                .filter(TimerSeries.class::isInstance)
                .map(TimerSeries.class::cast)
                .findFirst()
                .orElseThrow();
    }

    TimerReading reading() {
        TimerReading reading = new TimerReading();
        series().read(reading);
        return reading;
    }

    /** Each call that returned has recorded; one that ran out of stack may have, all of its duration or nothing. */
    boolean isRight(TimerReading reading, long byOthers) {
        return recorded > 0
                && reading.count() >= recorded + byOthers
                && reading.count() <= attempted + byOthers
                && reading.totalNanos() == reading.count() * NANOS
                && reading.bucket(1) == reading.count();
    }

    @Override
    public String toString() {
        return recorded + " of " + attempted + " calls returned";
    }
}
