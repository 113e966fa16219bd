package io.github.botmetry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.Botmetry;
import io.github.botmetry.IntegrationProvider;
import io.sentry.Sentry;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentryProviderTest {

    @BeforeEach
    @AfterEach
    void close() {
        Sentry.close();
    }

    @Test
    void address_inTheEnvironment_initialisesSentry_andItsEndClosesIt() {
        try (IngestionServer server = new IngestionServer()) {
            Map<String, String> environment = Map.of("SENTRY_DSN", server.dsn(), "BOT_TOKEN", "a plain secret");
            Botmetry botmetry = Botmetry.builder()
                    .shutdownHook(false)
                    .environment(environment)
                    .build();
            assertThat(botmetry.report(new IllegalStateException("with a plain secret")))
                    .isNotNull();
            assertThat(server.event().at("/exception/values/0/value").asText()).isEqualTo("with [Filtered]");

            botmetry.close();
            assertThat(Sentry.isEnabled()).isFalse();
        }
    }

    @Test
    void close_ofOwnSentryWhoseServerHangs_keepsItsLimit() {
        try (IngestionServer server = new IngestionServer()) {
            server.hold();
            Botmetry botmetry = Botmetry.builder()
                    .shutdownHook(false)
                    .environment(Map.of("SENTRY_DSN", server.dsn()))
                    .build();
            botmetry.report(new IllegalStateException("x"));
            long start = System.nanoTime();
            botmetry.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(12)); // 8 s are allowed
            server.release();
        }
    }

    @Test
    void address_ofABotThatInitialisedSentryItself_isLeftAlone() {
        try (IngestionServer server = new IngestionServer()) {
            SentryBot.initialise(server, options -> options.setEnvironment("bots own"));
            try (Botmetry botmetry = Botmetry.builder()
                    .shutdownHook(false)
                    .environment(Map.of("SENTRY_DSN", "http://key@127.0.0.1:1/1"))
                    .build()) {
                botmetry.report(new IllegalStateException("x"));
                assertThat(server.event().at("/environment").asText()).isEqualTo("bots own");
            }
            assertThat(Sentry.isEnabled()).isTrue();
        }
    }

    @Test
    void environment_withoutAnAddress_findsSentryIfTheBotInitialisedIt() {
        SentryProvider provider = new SentryProvider();
        assertThat(provider.create(name -> null)).isNull();
        assertThat(provider.create(name -> "  ")).isNull();
        try (IngestionServer server = new IngestionServer()) {
            SentryBot.initialise(server, options -> {});
            assertThat(provider.create(name -> null)).isNotNull();
        }
    }

    @Test
    void address_thatIsNone_isRefusedByName() {
        assertThatThrownBy(() -> Botmetry.builder()
                        .shutdownHook(false)
                        .environment(Map.of("SENTRY_DSN", "not an address"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "SENTRY_DSN must be the address of a project, such as https://key@host/1, was another text of 14 characters");
    }

    @Test
    void classPath_withoutSentrysSdk_isNoProblem() throws Exception {
        try (URLClassLoader withoutSentry = withoutSentry()) {
            List<Object> found = new ArrayList<>();
            Class<?> providerType = withoutSentry.loadClass(IntegrationProvider.class.getName());
            ServiceLoader.load(providerType, withoutSentry).forEach(found::add);
            Object provider = found.stream()
                    .filter(candidate -> candidate.getClass().getSimpleName().equals("SentryProvider"))
                    .findFirst()
                    .orElseThrow();

            Function<String, String> environment = name -> name.equals("OTHER") ? "x" : null;
            assertThat(provider.getClass().getMethod("create", Function.class).invoke(provider, environment))
                    .isNull();
        }
    }

    private static URLClassLoader withoutSentry() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            if (!entry.contains("io/sentry")) {
                urls.add(new java.io.File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
