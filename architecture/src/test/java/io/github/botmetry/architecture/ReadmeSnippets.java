package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.prometheus.PrometheusIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.statsd.StatsD;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

/** The code in README.md and docs, compiled. */
final class ReadmeSnippets {

    private ReadmeSnippets() {}

    static final class MyListener extends ListenerAdapter {}

    static JDA attach(String token) {
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder().host("localhost").prefix("mybot").build())
                .install(SentryIntegration.create())
                .install(PrometheusIntegration.create()) // http://127.0.0.1:9464/metrics
                .build();

        JDABuilder builder = JDABuilder.createDefault(token).addEventListeners(new MyListener());
        JdaIntegration.create(botmetry).attach(builder); // the last call before build()
        JDA jda = builder.build();

        return jda;
    }

    static String record(Botmetry botmetry, Queue<String> queue, String packageName, Exception exception) {
        botmetry.stats().incr("packages.requested");
        botmetry.stats().gauge("queue.size", queue.size());
        botmetry.stats().timing("lookup", Duration.ofMillis(12));
        botmetry.stats().incr("doc.packages.{package}", packageName);

        String reportId = botmetry.report(exception);

        return reportId;
    }

    static Botmetry sentry(String dsn, JDABuilder builder) {
        Sentry.init(options -> options.setDsn(dsn));
        Botmetry botmetry =
                Botmetry.builder().install(SentryIntegration.create()).build();
        JdaIntegration.create(botmetry).attach(builder);
        return botmetry;
    }

    static Botmetry installedByHand() {
        Botmetry botmetry =
                Botmetry.builder().install(PrometheusIntegration.create()).build();
        return botmetry;
    }

    static void importVotes() {}

    static void removeOldVotes() {}

    static void tasks(Botmetry botmetry, Executor pool, ScheduledExecutorService scheduler) {
        pool.execute(botmetry.wrapTask("import", () -> importVotes()));
        scheduler.scheduleWithFixedDelay(
                botmetry.wrapRepeatedTask("cleanup", () -> removeOldVotes()), 1, 1, TimeUnit.HOURS);
    }

    static Botmetry core() {
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder().host("localhost").prefix("mybot").build())
                .build();
        return botmetry;
    }
}
