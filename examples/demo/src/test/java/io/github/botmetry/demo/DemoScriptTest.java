package io.github.botmetry.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ./demo} reads its options before it looks for a tool, so none is on its path here. */
class DemoScriptTest {

    private static final Path BASH = Path.of("/bin/bash");

    private record Ended(int code, String output) {}

    private static Ended demo(String... options) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH), "no " + BASH);
        List<String> command = new ArrayList<>(List.of(BASH.toString(), "../../demo"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("JAVA_HOME", "/nowhere"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    void help_isShown() throws Exception {
        Ended help = demo("--for", "20s", "--help");

        assertThat(help.code()).isZero();
        assertThat(help.output()).startsWith("usage: ./demo").contains("--for", "--statsd", "--help", "BOT_TOKEN");
    }

    @Test
    void wrongOptions_nameArgumentRuleAndValue() throws Exception {
        for (String value : List.of("", "0s", "20", "twenty", "1000000s")) {
            assertThat(demo("--for", value))
                    .isEqualTo(new Ended(
                            2,
                            "demo: --for must be a number from 1 to 999999 and s or m, such as 20s or 5m, was \""
                                    + value + "\"; see ./demo --help\n"));
        }
        for (String value : List.of("localhost", ":8125", "localhost:0", "localhost:65536")) {
            assertThat(demo("--statsd", value))
                    .isEqualTo(new Ended(
                            2,
                            "demo: --statsd must be HOST:PORT with a port from 1 to 65535, was \"" + value
                                    + "\"; see ./demo --help\n"));
        }
        assertThat(demo("--for", "5s", "--fast"))
                .isEqualTo(new Ended(
                        2, "demo: an option must be --for, --statsd or --help, was \"--fast\"; see ./demo --help\n"));
    }

    @Test
    void rightOptions_ofWhichTheJdkIsMissing_sayWhatIsNeeded() throws Exception {
        Ended ended = demo("--for", "5m", "--statsd", "localhost:8125");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).startsWith("demo: needs a JDK 17 or newer");
    }
}
