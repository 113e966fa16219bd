package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.botmetry.guard.Warnings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that go wrong in compose files, .env files and Kubernetes, for each variable of each module: a value works, is not
 * set, or stops the start with the variable, the value and the rule.
 */
class VariableValuesTest {

    private static final String HUGE = "a".repeat(100_000);
    private static final String DSN = "https://0123456789abcdef@127.0.0.1:1/1";

    private static final List<String> VALUES = Stream.of(
                    "| |\t\r|true|false|TRUE|true |\"true\"|yes|plain|DogStatsD|statsd|mybot|my.bot|my..bot|${X}",
                    "0|1|8125|8125 |8125\r|\"8125\"|+8125|8125.0|0x1F|-1|65536|99999999999|\uff18\uff11\uff12\uff15",
                    "localhost|localhost | localhost|localhost\r|localhost\n|localhost\u00a0|\ufefflocalhost",
                    "\"localhost\"|'localhost'|localhost:8125|127.0.0.1|127.1|::1|b\u00fccher|a\u0000b|/no/such/file",
                    "udp://localhost|unix:///run/dsd.socket|tcp://10.0.0.1:8125|udp://10.0.0.1:8125|http://127.0.0.1/1",
                    "tcp://[fd00::1]:8125|" + HUGE + '|' + DSN + '|' + DSN + "\r|\"" + DSN + '"')
            .flatMap(line -> Stream.of(line.split("\\|", -1)))
            .toList();

    private static final Set<String> NUMBERS = Set.of("0", "1", "8125");
    private static final Set<String> WORDS =
            Set.of("true", "false", "TRUE", "yes", "plain", "DogStatsD", "statsd", "mybot");

    private static final Set<String> INSTANCES = VALUES.stream()
            .filter(value -> value.matches("[\\p{Graph}\uff11-\uff18\u00fc&&[^\"']]{1,100}"))
            .collect(Collectors.toSet());

    /** A new variable belongs in here, with those of the values that it takes. */
    private static final Map<String, Set<String>> TAKEN = Map.of(
            "BOTMETRY_ENABLED", Set.of("true", "false", "TRUE"),
            "BOTMETRY_INSTANCE", INSTANCES,
            "BOTMETRY_STATSD_HOST", Set.of("localhost", "127.0.0.1", "::1"),
            "BOTMETRY_STATSD_PORT", Set.of("1", "8125"),
            "BOTMETRY_STATSD_PREFIX",
                    union(
                            WORDS,
                            NUMBERS,
                            Set.of(
                                    "localhost",
                                    "127.0.0.1",
                                    "127.1",
                                    "my.bot",
                                    "-1",
                                    "8125.0",
                                    "0x1F",
                                    "65536",
                                    "99999999999")),
            "BOTMETRY_STATSD_DIALECT", Set.of("plain", "DogStatsD"),
            "BOTMETRY_METRICS_ADDRESS", Set.of("localhost", "127.0.0.1", "::1"),
            "BOTMETRY_METRICS_PORT", NUMBERS,
            "BOTMETRY_METRICS_TOKEN_FILE", Set.of(),
            "SENTRY_DSN", Set.of(DSN, DSN + "\r"));

    private static Set<String> union(Set<?>... sets) {
        return Arrays.stream(sets).flatMap(Set::stream).map(String::valueOf).collect(Collectors.toSet());
    }

    private static Stream<String> variables() {
        Stream<String> declared = Providers.all(new Warnings(true)).stream()
                .flatMap(provider -> provider.variables().stream())
                .map(Variable::name);
        return Stream.concat(Stream.of("BOTMETRY_ENABLED", "BOTMETRY_INSTANCE"), declared);
    }

    private static @Nullable Throwable startedWith(String name, String value) {
        Map<String, String> environment = new HashMap<>();
        if (name.startsWith("BOTMETRY_STATSD_")) {
            environment.put("BOTMETRY_STATSD_HOST", "127.0.0.1"); // without which the others are not looked at
        }
        environment.put(name, value);
        return catchThrowable(() -> Botmetry.builder()
                .shutdownHook(false)
                .environment(environment)
                .build()
                .close());
    }

    private static boolean isUnset(String name, String value) {
        return value.isBlank() || (name.endsWith("_PORT") && value.matches("(tcp|udp)://.*"));
    }

    /** A test asks no name server. */
    private static boolean isLookedUp(String name, String value) {
        boolean isHost = name.endsWith("_HOST") || name.endsWith("_ADDRESS");
        return isHost
                && value.matches("[A-Za-z]+(\\.[A-Za-z]+)*")
                && !value.equals("localhost")
                && value.length() < 100;
    }

    @ParameterizedTest
    @MethodSource("variables")
    void eachValue_works_isUnset_orStopsTheStartWithItsRule(String name) {
        Set<String> taken = Objects.requireNonNull(TAKEN.get(name), "which values does it take?");
        List<String> wrong = new ArrayList<>();
        for (String value : VALUES) {
            if (isLookedUp(name, value)) {
                continue;
            }
            Throwable refusal = startedWith(name, value);
            boolean works = isUnset(name, value) || taken.contains(value);
            if (works != (refusal == null)) {
                wrong.add((works ? "must work: " : "must be refused: ") + shortened(value) + ", but " + refusal);
            } else if (refusal != null && !isClear(refusal, name, value)) {
                wrong.add("must name variable, value and rule on one short line: " + shortened(printed(refusal)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isClear(Throwable refusal, String name, String value) {
        String message = String.valueOf(refusal.getMessage());
        boolean mayBeAToken = name.endsWith("_TOKEN_FILE") && message.endsWith(" characters, and no file");
        boolean isSecret = name.equals("SENTRY_DSN") || mayBeAToken;
        String shown = value.length() > 100 ? value.substring(0, 100) : value.strip();
        return refusal instanceof IllegalArgumentException
                && message.startsWith(name + " must be ")
                && message.chars().allMatch(c -> c >= ' ' && c != '\u00a0' && c != '\ufeff' && c != 127)
                && message.length() < 700
                && printed(refusal).length() < 20_000
                && (isSecret
                        ? !printed(refusal).contains("0123456789abcdef")
                                && message.contains(value.strip().length() + " char")
                        : message.contains(shown.replaceAll("(?s)[\\p{Cc}\\p{Cf}\u00a0].*", "")));
    }

    private static String printed(Throwable refusal) {
        StringWriter all = new StringWriter();
        refusal.printStackTrace(new PrintWriter(all));
        return all.toString();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(300, text.length())).replace("\r", "<CR>");
    }

    @Test
    void file_thatIsAFolder_isRefused() {
        assertThat(startedWith(
                        "BOTMETRY_METRICS_TOKEN_FILE",
                        Path.of("").toAbsolutePath().toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BOTMETRY_METRICS_TOKEN_FILE must be a readable file");
    }
}
