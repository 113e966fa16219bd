package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Causes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class ReportedFailuresTest {

    private final ReportedFailures failures = new ReportedFailures();
    private final List<Throwable> told = new ArrayList<>();

    private String tell(Throwable error) {
        return tell(error, 0, Failure.Source.REPORTED);
    }

    private String tell(Throwable error, long occasion, Failure.Source source) {
        return failures.once(new Failure(error, source, false, null), Causes.of(error), occasion, () -> {
            told.add(error);
            return "report " + told.size();
        });
    }

    private static final class Constant extends RuntimeException {
        private static final long serialVersionUID = 1;

        Constant() {
            super("constant", null, false, false);
        }
    }

    @Test
    void sameError_isToldOnce_andKeepsItsReport() {
        Exception error = new Exception();

        assertThat(tell(error)).isEqualTo("report 1");
        assertThat(tell(error)).isEqualTo("report 1");
    }

    @Test
    void errorRoundAToldOne_isThatOne() {
        Exception error = new Exception();
        tell(error);

        tell(new IllegalStateException(error));

        assertThat(told).containsExactly(error);
    }

    @Test
    void causeOfAToldError_wasToldWithIt() {
        Exception callSite = new Exception("where it was asked for");
        Exception error = new IllegalStateException(callSite);
        tell(error);

        assertThat(tell(callSite)).isEqualTo("report 1");
        assertThat(told).containsExactly(error);
    }

    @Test
    void twoErrorsOfOneCause_areTwo() {
        Exception cause = new Exception();
        tell(new IllegalStateException(cause));

        tell(new IllegalArgumentException(cause));

        assertThat(told).hasSize(2);
    }

    @Test
    void circleOfCauses_ends() {
        Exception one = new Exception();
        Exception other = new Exception(one);
        one.initCause(other);

        tell(one);
        tell(other);

        assertThat(told).containsExactly(one);
    }

    @Test
    void constantWithoutAStackTrace_outsideAnEvent_isAFailureEachTime() {
        Constant constant = new Constant();
        for (int i = 0; i < 100; i++) {
            tell(constant);
        }

        assertThat(told).hasSize(100);
    }

    @Test
    void constant_thatIsLoggedAndThenReported_isOneFailureEachTime() {
        Constant constant = new Constant();
        for (int i = 0; i < 100; i++) {
            tell(constant, 0, Failure.Source.LOGGED);
            tell(constant, 0, Failure.Source.REPORTED);
            tell(new IllegalStateException(constant), 0, Failure.Source.UNCAUGHT);
        }

        assertThat(told).hasSize(100);
    }

    @Test
    void constant_onTwoThreads_isTwoFailures() throws Exception {
        Constant constant = new Constant();
        tell(constant, 0, Failure.Source.LOGGED);
        Thread other = new Thread(() -> tell(constant, 0, Failure.Source.REPORTED));
        other.start();
        other.join();

        assertThat(told).hasSize(2);
    }

    @Test
    void constant_reportedByManyThreadsAtOnce_isCountedEachTime() throws Exception {
        Constant constant = new Constant();
        LongAdder counted = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int k = 0; k < 250; k++) {
                    failures.once(
                            new Failure(constant, Failure.Source.REPORTED, true, null), List.of(constant), 0, () -> {
                                counted.increment();
                                return null;
                            });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counted.sum()).isEqualTo(1_000);
    }

    @Test
    void constant_inOneEvent_isOneFailure_andAnotherInTheNext() {
        Constant constant = new Constant();
        for (long occasion = 1; occasion <= 100; occasion++) {
            tell(constant, occasion, Failure.Source.REPORTED);
            tell(constant, occasion, Failure.Source.REPORTED);
            tell(constant, occasion, Failure.Source.LISTENER);
            tell(constant, 0, Failure.Source.LOGGED);
        }

        assertThat(told).hasSize(100);
    }

    @Test
    void failure_whoseTellingThrew_isToldAgain() {
        Exception error = new Exception();
        Failure failure = new Failure(error, Failure.Source.REPORTED, true, null);
        assertThatThrownBy(() -> failures.once(failure, List.of(failure.error()), 0, () -> {
                    throw new OutOfMemoryError("planned");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(tell(error)).isEqualTo("report 1");
    }

    @Test
    void error_thatWaitsForAnotherReport_holdsNobodyUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Throwable slow = new IllegalStateException() {
            private static final long serialVersionUID = 1;

            @Override
            public Throwable getCause() {
                asked.countDown();
                try {
                    assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return null;
            }
        };
        Thread waiting = new Thread(() -> tell(slow));
        waiting.start();
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        tell(new Exception());
        goOn.countDown();
        waiting.join();

        assertThat(told).hasSize(2);
    }
}
