package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldFailuresTest {

    private final ToldFailures failures = new ToldFailures();
    private final List<Throwable> told = new ArrayList<>();

    private String tell(Throwable error) {
        return failures.once(error, 0, () -> {
            told.add(error);
            return "report " + told.size();
        });
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
}
