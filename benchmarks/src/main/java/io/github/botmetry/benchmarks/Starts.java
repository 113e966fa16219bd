package io.github.botmetry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.prometheus.PrometheusIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.statsd.StatsD;
import io.sentry.Sentry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** Measures a bot's start in processor time, in pairs of processes: with StatsD, Sentry and Prometheus, and bare. */
final class Starts {

    private static final int PAIRS = 6;

    private static final String FIGURES = "figures: ";

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Starts() {}

    static String table() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""
                | start | Botmetry.build() and attach | JDABuilder.build() to ready | all |
                |---|---:|---:|---:|
                """);
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            for (int pair = 0; pair < PAIRS; pair++) {
                for (boolean attached : new boolean[] {false, true}) {
                    table.append(row(discord, attached));
                }
            }
        }
        return table.toString();
    }

    private static String row(DiscordSimulator discord, boolean attached) throws IOException, InterruptedException {
        try (ChildJvm child = new ChildJvm(
                Starts.class, discord.restUrl(), discord.gatewayUrl(), discord.token(), Boolean.toString(attached))) {
            String line = child.read();
            while (!line.startsWith(FIGURES)) {
                line = child.read(); // the bot's log
            }
            String[] millis = line.substring(FIGURES.length()).split(" ");
            long before = Long.parseLong(millis[0]);
            long connecting = Long.parseLong(millis[1]);
            return String.format(
                    Locale.ROOT,
                    "| %s | %d ms | %d ms | %d ms |%n",
                    attached ? "with StatsD, Sentry and Prometheus" : "bare JDA",
                    before,
                    connecting,
                    before + connecting);
        }
    }

    /** The bot: prints the two figures. */
    public static void main(String[] arguments) throws InterruptedException {
        long begin = SYSTEM.getProcessCpuTime();
        JDABuilder builder = JDABuilder.createDefault(arguments[2])
                .setRestConfig(new RestConfig().setBaseUrl(arguments[0]))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return arguments[1];
                    }
                });
        if (Boolean.parseBoolean(arguments[3])) {
            JdaIntegration.create(botmetry()).attach(builder);
        }
        long built = SYSTEM.getProcessCpuTime();
        builder.build().awaitReady();
        long ready = SYSTEM.getProcessCpuTime();
        System.out.println(FIGURES + (built - begin) / 1_000_000 + " " + (ready - built) / 1_000_000);
    }

    private static Botmetry botmetry() {
        Sentry.init(options -> options.setDsn("http://key@127.0.0.1:9/1")); // nobody listens there
        return Botmetry.builder()
                .install(StatsD.builder().host("localhost").prefix("bot").build())
                .install(SentryIntegration.create())
                .install(PrometheusIntegration.builder().port(0).build())
                .build();
    }
}
