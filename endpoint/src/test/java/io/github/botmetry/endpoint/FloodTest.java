package io.github.botmetry.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More clients than there is room for, with all that they can send and leave open. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux shows its sockets as files")
class FloodTest {

    private static final int CLIENTS = 3_000;

    /** A bot that cannot open files any more has lost its connections to Discord too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /pa",
                "GET /page HTTP/1.1\r\nHost: here\r\nX-Slow: ",
                "GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n"
            })
    void connections_areNeverMoreThanTheLimit_andPagesAreServedMeanwhile(String sent) throws Exception {
        int flood = sent.isEmpty() ? CLIENTS : 200;
        List<RawClient> clients = new ArrayList<>();
        try (Served bot = new Served();
                Held held = new Held(bot.endpoint.port())) {
            for (int i = 0; i < flood; i++) {
                clients.add(bot.connect().send(sent));
                if (i % (flood / 5) == 0) {
                    assertThat(bot.status(Served.PAGE)).isEqualTo(200);
                }
            }

            assertThat(bot.status(Served.PAGE)).isEqualTo(200);
            assertThat(held.most()).isBetween(1, Settings.Limits.DEFAULT.connections());
            assertThat(bot.connections()).isLessThanOrEqualTo(Settings.Limits.DEFAULT.connections());
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** Looks all the time which sockets of a port this process holds, as Linux shows it. */
    private static final class Held implements AutoCloseable {

        private static final String LISTENING = "0A";
        private static final String NOT_ACCEPTED = "0";

        private final String local;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger looks = new AtomicInteger();
        private final Thread thread = new Thread(this::look, "sockets");

        Held(int port) {
            this.local = String.format(Locale.ROOT, ":%04X", port);
            thread.start();
        }

        /** A look takes its time; but all that two looks have seen were open together between them. */
        private void look() {
            Set<String> before = now();
            while (!isOver.get()) {
                Set<String> now = now();
                before.retainAll(now);
                most.accumulateAndGet(before.size(), Math::max);
                looks.incrementAndGet();
                before = now;
            }
        }

        private Set<String> now() {
            Set<String> sockets = new HashSet<>();
            for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
                for (String line : lines(table)) {
                    String[] columns = line.trim().split("\\s+");
                    boolean isOurs = columns[1].endsWith(local) && !columns[3].equals(LISTENING);
                    if (isOurs && !columns[9].equals(NOT_ACCEPTED)) {
                        sockets.add(columns[9]);
                    }
                }
            }
            return sockets;
        }

        private static List<String> lines(String table) {
            try {
                return Files.readAllLines(Path.of(table));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        /** The look that is under way may have begun long ago, so two more are needed that begin now. */
        int most() {
            int before = looks.get();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> looks.get() > before + 2);
            return most.get();
        }

        @Override
        public void close() throws InterruptedException {
            isOver.set(true);
            thread.join();
        }
    }
}
