package io.github.botmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.statsd.Dialect;
import io.github.botmetry.testing.UdpCapture;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another java-dogstatsd-client than ours on the class path, or none: each in a class loader of its own. */
class OtherClientTest {

    private static final Path OLDER = Path.of("target", "older-clients");

    /** Gives what the bot says at its end, with this jar in the place of our client. */
    private static String run(String jar, Dialect dialect, UdpCapture capture) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("java-dogstatsd-client")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        if (!jar.isEmpty()) {
            Path older = OLDER.resolve(jar);
            assertThat(Files.exists(older)).as(older.toString()).isTrue();
            urls.add(older.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            return (String) loader.loadClass(OtherClientBot.class.getName())
                    .getMethod("run", String.class, int.class, String.class)
                    .invoke(null, capture.host(), capture.port(), dialect.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java-dogstatsd-client-2.3.jar", "java-dogstatsd-client-2.13.0.jar", ""})
    void dogStatsD_withAnotherClient_isAnOutageThatSaysSo(String jar) throws Exception {
        try (UdpCapture capture = UdpCapture.dogStatsD()) {
            assertThat(run(jar, Dialect.DOGSTATSD, capture))
                    .startsWith("down, 7 waiting: ")
                    .contains("the java-dogstatsd-client on the class path is not the one that Botmetry needs, "
                            + "com.datadoghq:java-dogstatsd-client 4.4.5 or newer: java.lang.No");
            capture.settle();
            assertThat(capture.datagrams()).isEmpty();
        }
    }

    @Test
    void plain_needsNoClient() throws Exception {
        try (UdpCapture capture = UdpCapture.plain()) {
            assertThat(run("", Dialect.PLAIN, capture)).startsWith("up, 0 waiting");
            capture.settle();
            assertThat(capture.counter("calls")).isEqualTo(7);
        }
    }
}
