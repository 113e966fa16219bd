package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.statsd.StatsD;
import io.sentry.Sentry;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Bots with one listener, which does nothing. */
public final class Bots {

    /** Nobody listens there; nothing is reported while nothing fails. */
    private static final String DSN = "http://key@127.0.0.1:9/1";

    private static final int BREADCRUMBS = 50;

    private Bots() {}

    /** JDA's event manager by itself. */
    @State(Scope.Benchmark)
    public static class Bare {
        final GenericEvent ping = JdaEvents.ping();
        final GenericEvent command = JdaEvents.message("!ping");
        private IEventManager manager = new InterfacedEventManager();

        @Setup
        public void start() {
            manager = observed(manager);
            manager.register((EventListener) event -> {});
        }

        IEventManager observed(IEventManager own) {
            return own;
        }

        void handle(GenericEvent event) {
            manager.handle(event);
        }
    }

    /** The same, observed, with StatsD. */
    @State(Scope.Benchmark)
    public static class WithStats extends Bare {
        private final Deaf server = new Deaf();
        private final Botmetry botmetry;

        /** For JMH. */
        public WithStats() {
            this(builder -> builder);
        }

        WithStats(UnaryOperator<Botmetry.Builder> more) {
            StatsD statsD =
                    StatsD.builder().host(server.host()).port(server.port()).build();
            botmetry = more.apply(Botmetry.builder().install(statsD).shutdownHook(false))
                    .build();
        }

        @Override
        IEventManager observed(IEventManager own) {
            return JdaIntegration.builder(botmetry)
                    .textCommands(message -> "ping")
                    .build()
                    .observed(own);
        }

        @TearDown
        public void close() {
            botmetry.close();
            server.close();
        }
    }

    /** The same, with StatsD and a Sentry that the bot does not initialise. */
    @State(Scope.Benchmark)
    public static class WithSentryOff extends WithStats {

        /** For JMH. */
        public WithSentryOff() {
            super(builder -> builder.install(SentryIntegration.create()));
        }
    }

    /** The same, with StatsD and Sentry. */
    @State(Scope.Benchmark)
    public static class WithSentry extends WithStats {

        /** For JMH. */
        public WithSentry() {
            super(WithSentry::withSentry);
        }

        private static Botmetry.Builder withSentry(Botmetry.Builder builder) {
            Sentry.init(options -> options.setDsn(DSN));
            return builder.install(SentryIntegration.create());
        }

        @Override
        @TearDown
        public void close() {
            super.close();
            Sentry.close();
        }
    }

    /** What the bot did on the thread before. */
    @State(Scope.Thread)
    public static class Breadcrumbs {

        @Setup
        public void leave() {
            for (int i = 0; i < BREADCRUMBS; i++) {
                Sentry.addBreadcrumb("breadcrumb " + i);
            }
        }
    }
}
