package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Health;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Its parts do as those of a Botmetry. */
class RecordingWiringTest {

    @Test
    void sharedPart_mayNeedAnother() {
        try (RecordingWiring wiring = new RecordingWiring()) {
            String made = wiring.shared(String.class, () -> "with " + wiring.shared(Integer.class, () -> 1));

            assertThat(made).isEqualTo("with 1");
            assertThat(wiring.shared(Integer.class, () -> 2)).isEqualTo(1);
        }
    }

    @Test
    void closeStep_thatThrows_keepsNoOtherBack() {
        List<String> steps = new ArrayList<>();
        try (RecordingWiring wiring = new RecordingWiring()) {
            wiring.onClose(left -> steps.add("first added"));
            wiring.onClose(left -> {
                throw new IllegalStateException("step");
            });
            wiring.onClose(left -> steps.add("last added"));
        }
        assertThat(steps).containsExactly("last added", "first added");
    }

    @Test
    void checksOfOneComponent_mustAllBeUp() {
        try (RecordingWiring wiring = new RecordingWiring()) {
            wiring.readiness("gateway", () -> Health.down("no shard"));
            wiring.readiness("gateway", Health::up);

            assertThat(wiring.health().get("gateway").isUp()).isFalse();
            assertThat(wiring.isReady()).isFalse();
        }
    }

    @Test
    void observersAndSinks_areThoseThatItWasGiven_andNoSinkIsFlushed() {
        RecordingSink sink = RecordingSink.every(Duration.ofMillis(10));
        RecordingFailures failures = RecordingFailures.create();
        try (RecordingWiring wiring = new RecordingWiring()) {
            sink.install(wiring);
            failures.install(wiring);
            wiring.stats().incr("votes");
            EventFrame frame = wiring.events().begin(TestEvent.slash("ping").build());
            frame.failed(new Failure(new IllegalStateException(), Failure.Source.LISTENER, false, null));

            assertThat(wiring.sinks()).containsExactly(sink);
            assertThat(wiring.observers()).containsExactly(failures);
            assertThat(failures.onlyIn("ping").failure().source()).isEqualTo(Failure.Source.LISTENER);
        }
        assertThat(sink.flushes()).isEmpty();
    }
}
