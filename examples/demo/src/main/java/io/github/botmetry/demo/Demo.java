package io.github.botmetry.demo;

import com.example.pingbot.PingBot;
import io.github.botmetry.Botmetry;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.statsd.StatsD;
import io.sentry.Sentry;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import org.jspecify.annotations.Nullable;

/** The ping bot, a Discord for it, and both ends of what Botmetry sends: {@code ./demo}. */
public final class Demo {

    private static final String PREFIX = "demo";
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Options options;
    private final Screen screen = Screen.of(System.getProperty("demo.terminal", ""));
    private final Numbers numbers = new Numbers();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private Demo(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(2);
            return;
        }
        Demo demo = new Demo(options);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::interrupt, "demo-interrupt"));
        System.exit(demo.runToTheEnd() ? 0 : 1); // also after an exception: the bot's threads may live on
    }

    /** Ctrl-C ends the demo as the end of its time does, with the final table. */
    private void interrupt() {
        stopped.countDown();
        try {
            over.await(SETTLING.multipliedBy(3).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            screen.close();
        }
    }

    private boolean runToTheEnd() {
        try {
            return run();
        } catch (Exception | Error e) {
            screen.close();
            e.printStackTrace();
            return false;
        } finally {
            screen.close();
            over.countDown();
        }
    }

    private boolean run() throws Exception {
        String token = System.getenv("BOT_TOKEN");
        try (SimulatedCommunity community = token == null ? new SimulatedCommunity() : null;
                StatsDReceiver statsd = new StatsDReceiver(numbers, options.statsd());
                SentryReceiver sentry = new SentryReceiver()) {
            Botmetry botmetry = botmetry(statsd, sentry);
            JDABuilder builder =
                    community == null ? JDABuilder.createDefault(Objects.requireNonNull(token)) : community.bot();
            builder.setEnableShutdownHook(false); // the demo ends it, also on Ctrl-C, when all is answered
            JDA jda = PingBot.connect(builder, botmetry).build().awaitReady();
            if (community != null) {
                community.start();
            }
            showUntilStopped(sentry);
            stop(community, jda, botmetry);
            screen.close();
            return new Summary(numbers, community, statsd, sentry, botmetry).print();
        }
    }

    private static Botmetry botmetry(StatsDReceiver statsd, SentryReceiver sentry) {
        Sentry.init(sentryOptions -> {
            sentryOptions.setDsn(sentry.dsn());
            sentryOptions.setMaxQueueSize(1_000);
            sentryOptions.setEnableShutdownHook(false);
        });
        StatsD toReceiver = StatsD.builder()
                .host("127.0.0.1")
                .port(statsd.port())
                .prefix(PREFIX)
                .interval(Duration.ofSeconds(1))
                .build();
        return Botmetry.builder()
                .install(toReceiver)
                .install(SentryIntegration.create())
                .shutdownHook(false) // the demo closes it, also on Ctrl-C, and counts what then arrives
                .build();
    }

    private void showUntilStopped(SentryReceiver sentry) throws InterruptedException {
        long start = System.nanoTime();
        long limit =
                options.duration() == null ? Long.MAX_VALUE : options.duration().toNanos();
        long elapsed = 0;
        do {
            screen.show(snapshot(Duration.ofNanos(elapsed), sentry));
            if (stopped.await(Math.min(limit - elapsed, 1_000_000_000L), TimeUnit.NANOSECONDS)) {
                return;
            }
            numbers.measureRates(1);
            elapsed = System.nanoTime() - start;
        } while (elapsed < limit);
    }

    private Snapshot snapshot(Duration elapsed, SentryReceiver sentry) {
        return new Snapshot(elapsed, numbers.rows(), PREFIX, sentry.reports(), sentry.lastReport());
    }

    private void stop(@Nullable SimulatedCommunity community, JDA jda, Botmetry botmetry)
            throws InterruptedException, IOException {
        if (community != null) {
            community.stop(SETTLING);
        }
        jda.shutdown();
        if (!jda.awaitShutdown(SETTLING)) {
            jda.shutdownNow();
        }
        botmetry.close();
        Sentry.flush(SETTLING.toMillis());
        Sentry.close();
    }
}
