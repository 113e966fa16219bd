package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.prometheus.PrometheusIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.statsd.StatsD;
import io.sentry.Sentry;
import java.io.IOException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/**
 * A bot on the real JDA in a process of its own: it answers {@code /ping}, leaves {@code /silent} without an answer, and fails
 * at {@code /broken}. Prints its figures whenever it is given a line.
 */
final class BotProcess extends ListenerAdapter {

    static final String BARE = "bare JDA";
    static final String STATS = "with stats";
    static final String SENTRY = "with stats and Sentry";
    static final String EVERYTHING = "with stats, Sentry and Prometheus";

    /** The question how much is on the heap after a full collection; any other is for the figures. */
    static final String LIVE_HEAP = "live heap";

    /** Nobody listens there. */
    private static final String DSN = "http://key@127.0.0.1:9/1";

    /** Held here: a socket that is garbage is closed. */
    private static final Deaf SERVER = new Deaf();

    private BotProcess() {}

    /**
     * Logs in and answers questions until its input ends.
     *
     * @param arguments what it is built with, the simulator's REST URL, its gateway's URL, the token
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Botmetry botmetry = botmetry(arguments[0]);
        JDABuilder builder = JDABuilder.createDefault(arguments[3])
                .setRestConfig(new RestConfig().setBaseUrl(arguments[1]))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return arguments[2];
                    }
                })
                .addEventListeners(new BotProcess());
        if (!arguments[0].equals(BARE)) {
            JdaIntegration.create(botmetry).attach(builder);
        }
        JDA jda = builder.build().awaitReady();
        Questions.answer(
                "ready",
                question -> question.equals(LIVE_HEAP)
                        ? Long.toString(Figures.liveHeapBytes())
                        : Figures.now().toString());
        jda.shutdownNow();
        botmetry.close();
    }

    /** A Botmetry with what the mode is named after; none for bare JDA. */
    static Botmetry botmetry(String mode) {
        if (mode.equals(BARE)) {
            return Botmetry.noop();
        }
        Botmetry.Builder builder = Botmetry.builder()
                .install(
                        StatsD.builder().host(SERVER.host()).port(SERVER.port()).build());
        if (!mode.equals(STATS)) {
            Sentry.init(options -> options.setDsn(DSN));
            builder.install(SentryIntegration.create());
        }
        if (mode.equals(EVERYTHING)) {
            builder.install(PrometheusIntegration.builder().port(0).build());
        }
        return builder.build();
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        switch (event.getName()) {
            case "ping" -> event.reply("pong").queue();
            case "broken" -> throw new IllegalStateException("broken");
            default -> {}
        }
    }
}
