package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InstallingTest {

    private final List<String> order = new ArrayList<>();

    private record Installed(String name, Consumer<Wiring> body) implements Integration {
        @Override
        public void install(Wiring wiring) {
            body.accept(wiring);
        }
    }

    private static Botmetry built(Integration... integrations) {
        Botmetry.Builder builder = Botmetry.builder().shutdownHook(false);
        List.of(integrations).forEach(builder::install);
        return builder.build();
    }

    private static void missing() {
        throw new NoClassDefFoundError("org/eclipse/jetty/server/Server");
    }

    @Test
    void lastSteps_runWhenAllAreInstalled_andLaterOnesAtOnce() {
        Integration first = new Installed("first", wiring -> {
            order.add("first");
            wiring.whenInstalled(() -> {
                order.add("last of first");
                wiring.whenInstalled(() -> order.add("last of last"));
            });
        });
        Integration second = new Installed("second", wiring -> order.add("second"));
        try (Botmetry botmetry = built(first, second)) {
            assertThat(order).containsExactly("first", "second", "last of first", "last of last");

            botmetry.wiring().whenInstalled(() -> order.add("later"));
            assertThat(order).endsWith("later");
        }
    }

    @Test
    void classThatIsMissing_atAnyStep_costsThatIntegrationOnly() {
        Integration atOnce = new Installed("at once", wiring -> missing());
        Integration atLast = new Installed("at last", wiring -> wiring.whenInstalled(InstallingTest::missing));
        Integration initializer = new Installed("initializer", wiring -> {
            throw new ExceptionInInitializerError(new IllegalStateException("planned"));
        });
        Integration changed = new Installed("changed", wiring -> {
            throw new IncompatibleClassChangeError("planned");
        });
        Integration sound = new Installed("sound", wiring -> wiring.whenInstalled(() -> order.add("sound")));
        try (Botmetry botmetry = built(atOnce, atLast, initializer, changed, sound)) {
            botmetry.stats().incr("goes.on");

            assertThat(order).containsExactly("sound");
            assertThat(botmetry.warnings())
                    .filteredOn(warning -> warning.code().equals("library-missing"))
                    .extracting(Warning::subject)
                    .containsExactlyInAnyOrder("at once", "at last", "initializer", "changed");
        }
    }

    @Test
    void classThatIsMissing_whereTheNameIsAskedFor_stopsNothing() {
        Integration nameless = new Integration() {
            @Override
            public String name() {
                throw new NoClassDefFoundError("com/example/Names");
            }

            @Override
            public void install(Wiring wiring) {
                wiring.onClose(limit -> order.add("closed"));
                wiring.whenInstalled(InstallingTest::missing);
            }
        };
        try (Botmetry botmetry = built(nameless, new Installed("sound", wiring -> order.add("sound")))) {
            assertThat(botmetry.warnings())
                    .extracting(Warning::subject)
                    .containsExactly(nameless.getClass().getName());
        }
        assertThat(order).containsExactly("sound", "closed");
    }

    @Test
    void classThatIsMissing_alsoWhereTheCureIsAskedFor_costsThatIntegrationOnly() {
        Integration bare = new Integration() {
            @Override
            public String name() {
                return "bare";
            }

            @Override
            public void install(Wiring wiring) {
                missing();
            }

            @Override
            public String needs() {
                missing();
                return "";
            }
        };
        try (Botmetry botmetry = built(bare)) {
            assertThat(botmetry.warnings()).extracting(Warning::code).containsExactly("library-missing");
        }
    }

    @Test
    void lastSteps_ofWhatIsConfiguredWrongly_areErrorsOfBuild() {
        Integration wrong = new Installed(
                "wrong",
                wiring -> wiring.whenInstalled(() -> {
                    throw new IllegalArgumentException("port must be the same");
                }));

        assertThatThrownBy(() -> built(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be the same");
    }
}
