package io.github.botmetry.wire;

import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.StatsD;

/** A bot that ends without closing anything: the program of another JVM. */
final class ExitingBot {

    private ExitingBot() {}

    public static void main(String[] arguments) {
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder()
                        .host(arguments[0])
                        .port(Integer.parseInt(arguments[1]))
                        .build())
                .build();
        botmetry.stats().incr("calls", 1000);
        botmetry.stats().gauge("size", -3);
        if (arguments[2].equals("exit")) {
            System.exit(3);
        }
    }
}
