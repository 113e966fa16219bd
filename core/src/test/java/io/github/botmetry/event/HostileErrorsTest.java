package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.stats.CounterSeries;
import io.github.botmetry.stats.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions that throw, go round, or never end. The time limit is for those that would. */
@Timeout(60)
class HostileErrorsTest {

    static Stream<Throwable> errors() {
        return HostileErrors.all();
    }

    private static final class Wrapper extends ExecutionException {
        private static final long serialVersionUID = 1;
    }

    private static long errorsCounted(Botmetry botmetry) {
        long counted = 0;
        for (Series series : botmetry.wiring().series()) {
            if (series.definition().name().equals(EventDispatcher.ERRORS.name())) {
                counted += ((CounterSeries) series).total();
            }
        }
        return counted;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("errors")
    void report_ofAnyError_isCountedOnce_andNotifiesObservers(Throwable error) {
        List<Throwable> notified = new ArrayList<>();
        try (Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).strict(true).build()) {
            botmetry.wiring().observe(new EventObserver() {
                @Override
                public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                    notified.add(failure.error());
                    return "id";
                }
            });
            assertThat(botmetry.report(error)).isEqualTo("id");
            assertThat(botmetry.report(error)).isEqualTo("id");
            botmetry.wiring().events().explainWith(asked -> null);
            assertThat(botmetry.wiring().events().explain(error)).isNull();

            assertThat(errorsCounted(botmetry)).isEqualTo(1);
            assertThat(notified.size() == 1 && notified.get(0) == error).isTrue();
        }
    }

    @Test
    void wrappersRoundAHostileError_areTakenOff_alsoWhereTheyGoRound() {
        Throwable inner = new HostileErrors.Endless(0);
        ExecutionException one = new Wrapper();
        CompletionException other = new CompletionException("other", one);
        one.initCause(other);
        List<Throwable> notified = new ArrayList<>();
        try (Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).strict(true).build()) {
            botmetry.wiring().observe(new EventObserver() {
                @Override
                public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                    notified.add(failure.error());
                    return null;
                }
            });
            botmetry.report(new ExecutionException(new CompletionException(inner)));
            botmetry.report(one);

            assertThat(notified.get(0)).isSameAs(inner);
            assertThat(errorsCounted(botmetry)).isEqualTo(2);
        }
    }

    @Test
    void null_isReportedAsTheExceptionThatThrowingItWouldBe() {
        List<Throwable> notified = new ArrayList<>();
        try (Botmetry botmetry =
                Botmetry.builder().shutdownHook(false).strict(true).build()) {
            botmetry.wiring().observe(new EventObserver() {
                @Override
                public @Nullable String failed(@Nullable BotEvent event, Failure failure) {
                    notified.add(failure.error());
                    return null;
                }
            });
            botmetry.report(new IllegalStateException().getCause());

            assertThat(notified).singleElement().isInstanceOf(NullPointerException.class);
            assertThat(errorsCounted(botmetry)).isEqualTo(1);
        }
    }
}
