package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLISECOND = 1_000_000;

    private final List<Long> leftAt = new ArrayList<>();
    private long now = 5 * SECOND;

    private Pacer pacer(Duration interval) {
        return new Pacer(interval, () -> now, nanos -> now += nanos);
    }

    private void send(Pacer pacer, int datagrams, long nanosEach) throws InterruptedIOException {
        for (int i = 0; i < datagrams; i++) {
            pacer.await();
            leftAt.add(now);
            now += nanosEach;
        }
    }

    @Test
    void manyDatagrams_areSpreadOverATenthOfTheInterval() throws Exception {
        Pacer pacer = pacer(Duration.ofSeconds(10));
        pacer.begin(300);
        send(pacer, 300, 10_000);

        long first = leftAt.get(0);
        assertThat(leftAt.get(299) - first).isBetween(SECOND * 95 / 100, SECOND * 105 / 100);
        for (int i = Pacer.UNPACED; i + 30 < 300; i++) {
            assertThat(leftAt.get(i + 30) - leftAt.get(i)).isGreaterThan(90_000_000);
        }
    }

    @Test
    void fewDatagrams_leaveAtOnce() throws Exception {
        Pacer pacer = pacer(Duration.ofSeconds(10));
        pacer.begin(Pacer.UNPACED);
        send(pacer, Pacer.UNPACED, 0);

        assertThat(leftAt).containsOnly(5 * SECOND);
    }

    @Test
    void longInterval_isNotUsedUp() throws Exception {
        Pacer pacer = pacer(Duration.ofHours(1));
        pacer.begin(10_000);
        send(pacer, 10_000, 0);

        assertThat(now - 5 * SECOND).isBetween(SECOND * 95 / 100, SECOND * 105 / 100);
    }

    @Test
    void datagramsThatAreLate_waitHardlyAnyMore() throws Exception {
        Pacer pacer = pacer(Duration.ofSeconds(10));
        pacer.begin(1_000);
        send(pacer, 1_000, 2_000_000);

        assertThat(now - 5 * SECOND).isBetween(2 * SECOND, 2 * SECOND + SECOND / 2);
    }

    @Test
    void pauseOfTheMachine_isMadeUpForInASmallBurst() throws Exception {
        Pacer pacer = pacer(Duration.ofSeconds(10));
        pacer.begin(300);
        send(pacer, 100, 0);
        now += SECOND / 2;
        leftAt.clear();
        send(pacer, 200, 0);

        assertThat(leftAt).filteredOn(time -> time < leftAt.get(0) + 1_000_000).hasSizeBetween(10, 20);
        assertThat(leftAt.get(199) - 5 * SECOND).isBetween(SECOND * 95 / 100, SECOND * 105 / 100);
    }

    @Test
    void moreDatagramsThanEstimated_leaveSoonAfterThatTime_inSmallBursts() throws Exception {
        Pacer pacer = pacer(Duration.ofSeconds(10));
        pacer.begin(10);
        send(pacer, 5_000, 0);

        assertThat(now - 5 * SECOND).isLessThanOrEqualTo(SECOND * 3);
        for (int i = 0; i + 20 < 5_000; i++) {
            assertThat(leftAt.get(i + 20)).isGreaterThan(leftAt.get(i));
        }
    }

    /** Of 258 datagrams the first 8 leave at once, and the others every 4 ms. */
    private Pacer paceOfFourMillis() throws InterruptedIOException {
        Pacer pacer = pacer(Duration.ofSeconds(10));
        pacer.begin(258);
        send(pacer, Pacer.UNPACED, 0);
        leftAt.clear();
        return pacer;
    }

    @Test
    void datagram_waitsForAMillisecond_andNotForLess() throws Exception {
        long begin = now;
        Pacer pacer = paceOfFourMillis();

        now = begin + 3 * MILLISECOND; // 1 ms too early
        send(pacer, 1, 0);
        now = begin + 7 * MILLISECOND + 1; // not quite 1 ms too early
        send(pacer, 2, 0);

        assertThat(leftAt)
                .containsExactly(begin + 4 * MILLISECOND, begin + 7 * MILLISECOND + 1, begin + 12 * MILLISECOND);
    }

    @Test
    void datagramsThatLeaveLate_leaveSixteenAtOnce_thenAfterABreath() throws Exception {
        long late = now + 100 * MILLISECOND;
        Pacer pacer = paceOfFourMillis();

        now = late;
        send(pacer, 18, 0);

        assertThat(leftAt.subList(0, 16)).containsOnly(late);
        assertThat(leftAt.subList(16, 18)).containsOnly(late + 5 * MILLISECOND);
    }

    @Test
    void interrupt_endsTheFlushAndIsKept() {
        Pacer pacer = pacer(Duration.ofSeconds(10));
        pacer.begin(10);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(pacer::await).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void interruptDuringTheWait_endsTheFlushToo() throws Exception {
        Pacer pacer = new Pacer(
                Duration.ofSeconds(10),
                () -> now,
                nanos -> Thread.currentThread().interrupt());
        pacer.begin(100);
        send(pacer, Pacer.UNPACED, 0);
        try {
            assertThatThrownBy(pacer::await).isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
