package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UdpCaptureTest {

    @Test
    void settle_afterManyDatagrams_hasThemAllInTheirOrder() throws IOException {
        try (UdpCapture capture = UdpCapture.plain()) {
            for (int i = 0; i < 1000; i++) {
                send(capture, "a:" + i + "|c");
            }
            capture.settle();
            assertThat(capture.datagrams()).hasSize(1000);
            assertThat(capture.lines()).startsWith("a:0|c", "a:1|c").endsWith("a:999|c");
            assertThat(capture.counter("a")).isEqualTo(499_500);
            assertThat(capture.maxDatagramBytes()).isEqualTo(7);
            assertThat(capture.bytes()).isEqualTo(10 * 5 + 90 * 6 + 900 * 7);
        }
    }

    @Test
    void gauge_withSign_isAChangeInThePlainDialectOnly() throws IOException {
        try (UdpCapture plain = UdpCapture.plain();
                UdpCapture dog = UdpCapture.dogStatsD()) {
            for (UdpCapture capture : new UdpCapture[] {plain, dog}) {
                send(capture, "g:10|g\ng:-4|g\nh:7|g\nh:0|g\nh:-5|g\n");
                capture.settle();
                assertThat(capture.gauge("h")).isEqualTo(-5);
                assertThat(capture.gauge("none")).isNaN();
            }
            assertThat(plain.gauge("g")).isEqualTo(6);
            assertThat(dog.gauge("g")).isEqualTo(-4);
        }
    }

    @Test
    void timings_withRate_areReadExactlyAndCountedByIt() throws IOException {
        try (UdpCapture capture = UdpCapture.plain()) {
            send(capture, "t:1.5|ms\nt:0.000001|ms|@0.25");
            capture.settle();
            assertThat(capture.timings("t")).containsExactly(Duration.ofNanos(1_500_000), Duration.ofNanos(1));
            assertThat(capture.timingCount("t")).isEqualTo(5);
            assertThat(capture.counter("t")).isZero();
        }
    }

    @Test
    void counter_withTags_sumsLinesThatHaveThem() throws IOException {
        try (UdpCapture capture = UdpCapture.dogStatsD()) {
            send(capture, "c:1|c|#k:a,l:x\nc:2|c|#k:a,l:y\nc:4|c|#k:b");
            capture.settle();
            assertThat(capture.counter("c", "k:a")).isEqualTo(3);
            assertThat(capture.counter("c", "k:a", "l:y")).isEqualTo(2);
            assertThat(capture.counter("c")).isEqualTo(7);
        }
    }

    @Test
    void counter_afterMalformedLine_failsAndNamesItsSource() throws IOException {
        UdpCapture capture = UdpCapture.plain();
        send(capture, "a:1|c\n\nb:1|c");
        capture.settle();
        assertThatThrownBy(() -> capture.counter("a"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 malformed lines")
                .hasMessageContaining("from /127.0.0.1:");
        assertThat(capture.malformed()).hasSize(1);
        assertThat(capture.lines()).containsExactly("a:1|c", "", "b:1|c");
        assertThatThrownBy(capture::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void await_conditionThatNeverHolds_failsSayingWhatCame() throws IOException {
        try (UdpCapture capture = UdpCapture.plain()) {
            send(capture, "a:1|c");
            capture.settle();
            assertThatThrownBy(() -> capture.await(Duration.ofMillis(20), c -> c.counter("a") == 2))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[a:1|c]");
        }
    }

    @Test
    void close_endsItsThread() {
        UdpCapture.plain().close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("udp-capture");
    }

    @Test
    void start_onAnAddressOfTheNetwork_isRefused() {
        assertThatThrownBy(() -> UdpCapture.start(new PlainParser(), new InetSocketAddress("192.0.2.1", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("192.0.2.1");
    }

    private static void send(UdpCapture capture, String text) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(
                    ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
                    new InetSocketAddress(capture.host(), capture.port()));
        }
    }
}
