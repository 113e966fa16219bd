package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.StatsD;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Follows a command, a request, a listener's exception and a gauge through our types, entry by entry, from instrumented class
 * files in a JVM of its own. {@code docs/architecture.md} has its walks.
 */
final class Trace {

    private static final List<String> OPTIONS =
            List.of("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading", "-Xshare:auto");
    private static final int TIMES = 5;
    private static final String GAUGE = "a gauge";
    private static final String END = "end of the trace";
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private Trace() {}

    /** All that can be followed. */
    static String text() throws IOException, InterruptedException {
        return text(TIMES, BotProcess.STATS, BotProcess.EVERYTHING, GAUGE);
    }

    /**
     * @param times how often each thing is followed; the way of median length is printed
     * @param what kinds of bots, or a gauge
     */
    static String text(int times, String... what) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        List<String> arguments = new ArrayList<>(List.of(what));
        arguments.add(0, Integer.toString(times));
        try (ChildJvm child = new ChildJvm(OPTIONS, Trace.class, arguments.toArray(String[]::new))) {
            for (String line = child.read(); !line.equals(END); line = child.read()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    /** The instrumented process. */
    public static void main(String[] arguments) throws InterruptedException {
        Entries.instrument();
        Map<String, Walk> walks = new LinkedHashMap<>();
        int times = Integer.parseInt(arguments[0]);
        for (String what : List.of(arguments).subList(1, arguments.length)) {
            if (what.equals(GAUGE)) {
                walks.put("A flush that asks a gauge", gauge(times));
            } else {
                followBot(what, times, walks);
            }
        }
        System.out.println("| | entries | types | moves | of them into an empty method |\n|---|---:|---:|---:|---:|");
        walks.forEach((name, walk) -> System.out.print(walk.row(name)));
        System.out.println();
        walks.forEach((name, walk) -> System.out.print(walk.details(name)));
        System.out.println(END);
        System.exit(0); // JDA's threads go on for a while
    }

    private static void followBot(String mode, int times, Map<String, Walk> walks) throws InterruptedException {
        try (Botmetry botmetry = BotProcess.botmetry(mode);
                LocalBot bot = new LocalBot(botmetry)) {
            bot.becomeReader();
            walks.put("A command " + mode, follow(times, () -> bot.ping(1)));
            walks.put("A request of no event " + mode, follow(times, bot::send));
            walks.put("A listener's exception " + mode, follow(times, bot::fail));
        }
    }

    private static Walk follow(int times, Runnable work) throws InterruptedException {
        work.run(); // what is only done once
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            walks.add(new Walk(Entries.of(work)));
        }
        return Walk.median(walks);
    }

    /** A flush with one gauge of the bot's own beside ours. */
    private static Walk gauge(int times) throws InterruptedException {
        try (Deaf server = new Deaf();
                Botmetry botmetry = Botmetry.builder()
                        .install(StatsD.builder()
                                .host(server.host())
                                .port(server.port())
                                .interval(INTERVAL)
                                .build())
                        .shutdownHook(false)
                        .build()) {
            Asked asked = new Asked();
            try (AutoCloseable reading = botmetry.stats().gauge("queue").read(asked::answer)) {
                return follow(times, asked::await);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A supplier that can be waited for. */
    private static final class Asked {

        private volatile CountDownLatch next = new CountDownLatch(1);

        double answer() {
            next.countDown();
            return 1;
        }

        void await() {
            next = new CountDownLatch(1);
            try {
                next.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
