package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.StatsD;

public class FirstNumber {
    public static void main(String[] args) {
        try (Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder().prefix("first").build())
                .build()) {
            botmetry.stats().incr("number");
        }
    }
}
