package io.github.botmetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A bot without HikariCP and Flyway lacks nothing. */
class OptionalLibrariesTest {

    /** Run where there are neither. */
    public static final class Bot implements Supplier<String> {

        @Override
        public String get() {
            try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
                JdbcIntegration integration = JdbcIntegration.create(botmetry);
                DataSource database =
                        integration.wrap("main", Fakes.failing(new IllegalStateException("of the driver")));
                try (Connection connection = database.getConnection()) {
                    connection.createStatement().execute("SELECT 1");
                }
                return "nothing was thrown";
            } catch (IllegalStateException | SQLException e) {
                return Objects.toString(e.getMessage());
            }
        }
    }

    @Test
    void bot_withoutHikariAndFlyway_isObserved() throws Exception {
        try (URLClassLoader bare = bareClassPath()) {
            assertThat(bare.getResource("com/zaxxer/hikari/HikariDataSource.class"))
                    .isNull();
            Class<?> bot = bare.loadClass(Bot.class.getName());
            Object message = ((Supplier<?>) bot.getConstructor().newInstance()).get();

            assertThat(bot.getClassLoader()).isSameAs(bare);
            assertThat(message).isEqualTo("of the driver");
        }
    }

    /** Frameworks look at every method of an object that they are given. */
    @Test
    void methods_withoutFlyway_canBeLookedAt() throws Exception {
        try (URLClassLoader bare = bareClassPath()) {
            Class<?> integration = bare.loadClass(JdbcIntegration.class.getName());

            assertThat(integration.getDeclaredMethods())
                    .extracting(Method::getName)
                    .contains("wrap", "migrations");
        }
    }

    private static URLClassLoader bareClassPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("HikariCP") && !entry.contains("flyway")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }
}
