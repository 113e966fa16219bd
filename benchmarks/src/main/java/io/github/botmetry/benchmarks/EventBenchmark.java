package io.github.botmetry.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * What an event costs a bot, through JDA's own event manager and one listener that does nothing.
 *
 * <p>{@code …Handle}: a gateway event that is only framed. {@code …ByName}: a text command, which is followed from its
 * receipt to its end.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBenchmark {

    @Benchmark
    public void floorHandle(Bots.Bare bot) {
        bot.handle(bot.ping);
    }

    @Benchmark
    public void floorByName(Bots.Bare bot) {
        bot.handle(bot.command);
    }

    @Benchmark
    public void statsHandle(Bots.WithStats bot) {
        bot.handle(bot.ping);
    }

    @Benchmark
    public void statsByName(Bots.WithStats bot) {
        bot.handle(bot.command);
    }

    @Benchmark
    public void statsAndSentryOffHandle(Bots.WithSentryOff bot) {
        bot.handle(bot.ping);
    }

    @Benchmark
    public void statsAndSentryOffByName(Bots.WithSentryOff bot) {
        bot.handle(bot.command);
    }

    @Benchmark
    public void statsAndSentryHandle(Bots.WithSentry bot) {
        bot.handle(bot.ping);
    }

    @Benchmark
    public void statsAndSentryByName(Bots.WithSentry bot) {
        bot.handle(bot.command);
    }

    @Benchmark
    public void statsAndSentryAfter50BreadcrumbsHandle(Bots.WithSentry bot, Bots.Breadcrumbs breadcrumbs) {
        bot.handle(bot.ping);
    }

    @Benchmark
    public void statsAndSentryAfter50BreadcrumbsByName(Bots.WithSentry bot, Bots.Breadcrumbs breadcrumbs) {
        bot.handle(bot.command);
    }
}
