package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.botmetry.Botmetry;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.slf4j.LoggerFactory;

class BotmetryExtensionTest {

    @Nested
    @ExtendWith(BotmetryExtension.class)
    class Parameters {

        @BeforeEach
        void recordSomething(Botmetry botmetry) {
            botmetry.stats().incr("before");
        }

        @Test
        void parameters_areOfOneBotmetry(Botmetry botmetry, RecordingStats stats, UdpCapture capture) {
            botmetry.stats().incr("votes");
            assertThat(stats.count("before")).isEqualTo(1);
            assertThat(stats.count("votes")).isEqualTo(1);
            capture.await(c -> c.counter("votes") == 1);
        }
    }

    @Nested
    class Settings {

        private final RecordingSink sink = RecordingSink.atClose();

        @RegisterExtension
        final BotmetryExtension extension =
                BotmetryExtension.with(builder -> builder.install(sink).instance("second"));

        @Test
        void with_appliesThem(Botmetry botmetry) {
            botmetry.stats().incr("votes");
            botmetry.close();
            assertThat(sink.count("votes")).isEqualTo(1);
            assertThat(botmetry.wiring().instance()).isEqualTo("second");
        }
    }

    @Test
    void test_thatSwallowsAProblem_fails() {
        requireFailure("swallows", "strict mode: \"\": refused to record");
    }

    @Test
    void test_thatLeavesAThread_fails() {
        requireFailure("leavesThread", "threads must end");
        Culprit.LEFT.countDown();
    }

    @Test
    void test_inWhichOursLogsAnError_fails() {
        requireFailure("logsError", "nothing of ours must log an error");
    }

    @Test
    void test_withMalformedLine_fails() {
        requireFailure("sendsMalformed", "1 malformed lines");
    }

    private static void requireFailure(String method, String expected) {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .selectors(selectMethod(Culprit.class, method, Botmetry.class, UdpCapture.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(AssertionError.class), message(text -> text.contains(expected)))));
    }

    /** What a test must not do. */
    @ExtendWith(BotmetryExtension.class)
    @Disabled("run by the tests above only")
    static class Culprit {

        static final CountDownLatch LEFT = new CountDownLatch(1);

        @Test
        void swallows(Botmetry botmetry, UdpCapture capture) {
            botmetry.stats().incr("");
        }

        @Test
        void leavesThread(Botmetry botmetry, UdpCapture capture) {
            Thread left = new Thread(Culprit::waitUntilItMayEnd, "botmetry-left");
            left.setDaemon(true);
            left.start();
        }

        private static void waitUntilItMayEnd() {
            try {
                LEFT.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Test
        void logsError(Botmetry botmetry, UdpCapture capture) {
            LoggerFactory.getLogger("io.github.botmetry.something").error("expected by this test");
        }

        @Test
        void sendsMalformed(Botmetry botmetry, UdpCapture capture) throws Exception {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.send(ByteBuffer.wrap(new byte[] {'?'}), new InetSocketAddress(capture.host(), capture.port()));
            }
            capture.settle();
        }
    }
}
