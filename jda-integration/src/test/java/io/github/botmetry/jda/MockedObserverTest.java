package io.github.botmetry.jda;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.Scope;
import io.github.botmetry.testing.RecordingWiring;
import io.github.botmetry.testing.TestEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Observers that a bot's tests mock: their classes have no method of their own. */
class MockedObserverTest {

    @Test
    void mocks_areNotifiedOfEverything() {
        EventObserver observer = mock(EventObserver.class);
        Observation observation = mock(Observation.class);
        when(observer.begin(any())).thenReturn(observation);
        try (RecordingWiring wiring = new RecordingWiring()) {
            wiring.observe(observer);
            EventFrame frame = wiring.events().begin(TestEvent.slash("ping").build());
            try (Scope scope = frame.enter()) {
                frame.failed(new Failure(new IllegalStateException("planned"), Failure.Source.LISTENER, false, null));
            }
            frame.finish(Duration.ofMillis(1));
        }

        verify(observer).failed(any(), any());
        verify(observation).enter();
        verify(observation).finished(Outcome.ERROR, Duration.ofMillis(1));
    }
}
