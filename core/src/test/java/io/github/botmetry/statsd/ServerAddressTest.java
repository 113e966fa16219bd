package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerAddressTest {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile String answer = "127.0.0.1";
    private volatile boolean isHanging;
    private volatile Throwable thrown = null;
    private final ServerAddress address = new ServerAddress("statsd.test", 8125, this::resolve, now::get);

    private InetAddress resolve(String host) throws UnknownHostException {
        lookUps.incrementAndGet();
        if (isHanging) {
            awaitRelease();
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (answer.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getByName(answer);
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts it", e);
        }
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    private String found() throws IOException {
        return address.get().getAddress().getHostAddress();
    }

    @Test
    void address_isLookedUpOnceAMinute() throws Exception {
        for (int i = 0; i < 59; i++) {
            assertThat(found()).isEqualTo("127.0.0.1");
            now.addAndGet(1_000_000_000);
        }
        assertThat(lookUps).hasValue(1);

        answer = "127.0.0.2";
        now.addAndGet(2_000_000_000);
        await().until(() -> found().equals("127.0.0.2"));
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void address_isLookedUpAfterAFailure() throws Exception {
        found();
        answer = "127.0.0.2";
        address.lookUp();
        await().until(() -> found().equals("127.0.0.2"));
    }

    @Test
    void refreshThatHangs_leavesTheKnownAddressInUse_andIsTheOnlyOne() throws Exception {
        found();
        isHanging = true;
        for (int i = 0; i < 10; i++) {
            now.addAndGet(ServerAddress.FRESH.toNanos() + 1);
            address.lookUp();
            assertThat(found()).isEqualTo("127.0.0.1");
        }
        await().until(() -> lookUps.get() == 2);
    }

    @Test
    void refreshThatFails_leavesTheKnownAddressInUse() throws Exception {
        found();
        answer = "";
        address.lookUp();
        await().until(() -> lookUps.get() == 2);
        assertThat(found()).isEqualTo("127.0.0.1");
    }

    @Test
    void firstLookUpThatHangs_isWaitedForOnceAndThenNamed() {
        isHanging = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::found)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("the look-up of statsd\\.test has been hanging since \\d{4}-.*Z");
        }
        assertThat(lookUps).hasValue(1);
        released.countDown();
        await().ignoreExceptions().until(() -> found().equals("127.0.0.1"));
    }

    @Test
    void unknownHost_isTheReasonThatIsGiven() {
        answer = "";
        assertThatThrownBy(this::found)
                .hasMessage("the look-up of statsd.test failed: java.net.UnknownHostException: statsd.test")
                .hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void resolverThatThrowsAnError_failsTheLookUpAndTheNextOneWorks() throws Exception {
        thrown = new OutOfMemoryError("of a test");
        assertThatThrownBy(this::found).isInstanceOf(IOException.class).hasCause(thrown);
        thrown = null;
        assertThat(found()).isEqualTo("127.0.0.1");
    }

    @Test
    void interrupt_endsTheWaitAndIsKept() {
        isHanging = true;
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::found).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void literalAddress_isNeverLookedUpOnAnotherThread() throws Exception {
        for (String literal : new String[] {"127.0.0.1", "255.255.255.255", "::1", "0.0.0.0"}) {
            Thread caller = Thread.currentThread();
            ServerAddress literally = new ServerAddress(
                    literal,
                    1,
                    host -> {
                        assertThat(Thread.currentThread()).isSameAs(caller);
                        return InetAddress.getByName(host);
                    },
                    now::get);
            assertThat(literally.get().getPort()).isEqualTo(1);
            literally.lookUp();
            now.addAndGet(ServerAddress.FRESH.toNanos() + 1);
            assertThat(literally.get()).isEqualTo(literally.get());
        }
    }
}
