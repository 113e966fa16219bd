package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.event.Scope;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {

    private final AtomicInteger left = new AtomicInteger();
    private final Whereabouts whereabouts = new Whereabouts(0) {
        @Override
        void left() {
            left.incrementAndGet();
        }
    };

    private static final class First {}

    private static final class Second {}

    private static final class Third {}

    private String message() {
        return whereabouts.unanswered("ping").error().getMessage();
    }

    @Test
    void listeners_areNamedOnce_inTheOrderOfTheirCalls() {
        assertThat(whereabouts.called(First.class)).isTrue();
        assertThat(whereabouts.called(Second.class)).isFalse();
        assertThat(whereabouts.called(Third.class)).isFalse();
        assertThat(whereabouts.called(Second.class)).isFalse();
        assertThat(whereabouts.called(First.class)).isFalse();

        assertThat(message()).contains("no thread was running its code; listeners [First, Second, Third]");
        assertThat(whereabouts.unanswered("ping").error().getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .containsExactly(First.class.getName(), Second.class.getName(), Third.class.getName());
    }

    @Test
    void withoutAListener_noneIsNamed() {
        assertThat(message()).contains("listeners []");
    }

    @Test
    void threads_areInsideUntilEachHasLeftAsOftenAsItEntered() throws InterruptedException {
        Scope first = whereabouts.enter(true);
        Scope again = whereabouts.enter(true);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leaving = new CountDownLatch(1);
        Thread other = new Thread(
                () -> {
                    try (Scope inside = whereabouts.enter(true)) {
                        entered.countDown();
                        leaving.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "other");
        other.start();
        entered.await();

        again.close();
        assertThat(message()).contains("thread \"" + Thread.currentThread().getName());
        first.close();
        assertThat(message()).contains("thread \"other\" was");
        assertThat(whereabouts.isSomewhere()).isTrue();
        leaving.countDown();
        other.join();

        assertThat(whereabouts.isSomewhere()).isFalse();
        assertThat(whereabouts.isAtWork()).isFalse();
        assertThat(whereabouts.returnedNanos()).isNotZero();
        assertThat(message()).contains("last thread \"other\"");
        assertThat(left).hasValue(3);
    }

    @Test
    void restWork_isAtWork_butNowhere() {
        Scope working = whereabouts.enter(false);
        whereabouts.began();
        assertThat(whereabouts.isSomewhere()).isFalse();
        working.close();
        assertThat(whereabouts.isAtWork()).isTrue();
        whereabouts.ended();

        assertThat(whereabouts.isAtWork()).isFalse();
        assertThat(whereabouts.returnedNanos()).isZero();
        assertThat(left).hasValue(2);
    }
}
