package io.github.botmetry.benchmarks;

import com.timgroup.statsd.NonBlockingStatsDClient;
import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** java-dogstatsd-client as it is made by default, without aggregation, and in the mode that drops nothing. */
public abstract class DogStatsD {

    static final UnaryOperator<NonBlockingStatsDClientBuilder> DEFAULT = builder -> builder;
    static final UnaryOperator<NonBlockingStatsDClientBuilder> NO_AGGREGATION =
            builder -> builder.enableAggregation(false);
    static final UnaryOperator<NonBlockingStatsDClientBuilder> BLOCKING = builder -> builder.blocking(true);

    private final Deaf server = new Deaf();
    final NonBlockingStatsDClient client;
    final String[] names = Names.all();

    DogStatsD(UnaryOperator<NonBlockingStatsDClientBuilder> mode) {
        client = client(mode, server.host(), server.port());
    }

    static NonBlockingStatsDClient client(UnaryOperator<NonBlockingStatsDClientBuilder> mode, String host, int port) {
        return mode.apply(new NonBlockingStatsDClientBuilder().hostname(host).port(port))
                .build();
    }

    @TearDown
    public void close() {
        client.close();
        server.close();
    }

    /** As its builder makes it. */
    @State(Scope.Benchmark)
    public static class Default extends DogStatsD {
        public Default() {
            super(DEFAULT);
        }
    }

    /** Sends each value. */
    @State(Scope.Benchmark)
    public static class NoAggregation extends DogStatsD {
        public NoAggregation() {
            super(NO_AGGREGATION);
        }
    }

    /** Makes the caller wait instead of dropping. */
    @State(Scope.Benchmark)
    public static class Blocking extends DogStatsD {
        public Blocking() {
            super(BLOCKING);
        }
    }
}
