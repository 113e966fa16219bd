package io.github.botmetry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.statsd.StatsD;
import io.sentry.Sentry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /** Nobody listens there. */
    private static final String DSN = "http://key@127.0.0.1:9/1";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    /**
     * What a bot has used since it started.
     *
     * @param cpuNanos processor time of all its threads
     * @param allocatedBytes what its living threads have allocated
     * @param heapBytes what is left after a garbage collection
     */
    record Figures(long cpuNanos, long allocatedBytes, long heapBytes) {

        static Figures parse(String line) {
            String[] parts = line.split(" ");
            return new Figures(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }

        /** Processor time and allocation are read first: collecting garbage is nothing that the bot did. */
        static Figures now() {
            long cpu = SYSTEM.getProcessCpuTime();
            long allocated = Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                    .filter(bytes -> bytes > 0)
                    .sum();
            MEMORY.gc();
            return new Figures(cpu, allocated, MEMORY.getHeapMemoryUsage().getUsed());
        }

        @Override
        public String toString() {
            return cpuNanos + " " + allocatedBytes + " " + heapBytes;
        }
    }

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
        System.out.println("ready");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (questions.readLine() != null) {
            System.out.println(Figures.now());
        }
        jda.shutdownNow();
        botmetry.close();
    }

    private static Botmetry botmetry(String mode) {
        if (mode.equals(BARE)) {
            return Botmetry.noop();
        }
        Deaf server = new Deaf();
        Botmetry.Builder builder = Botmetry.builder()
                .install(
                        StatsD.builder().host(server.host()).port(server.port()).build());
        if (mode.equals(SENTRY)) {
            Sentry.init(options -> options.setDsn(DSN));
            builder.install(SentryIntegration.create());
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
