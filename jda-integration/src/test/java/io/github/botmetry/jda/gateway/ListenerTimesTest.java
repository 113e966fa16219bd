package io.github.botmetry.jda.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import io.github.botmetry.stats.Series;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.testing.RecordingStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;

/** Series of listeners, without a bot: here it is known how long a call took. */
class ListenerTimesTest {

    private static final long MILLI = 1_000_000;

    private final RecordingStats stats = RecordingStats.create();
    private final ListenerTimesByClass byClass =
            new ListenerTimesByClass(stats, new Warnings(false), Duration.ofSeconds(1));
    private final GenericEvent event = new Event();

    private static final class Event implements GenericEvent {
        @Override
        public JDA getJDA() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long getResponseNumber() {
            return 0;
        }

        @Override
        public DataObject getRawData() {
            return null;
        }
    }

    private static final class Everything implements EventListener {
        @Override
        public void onEvent(GenericEvent event) {}
    }

    private static final class One {
        static final class Twin implements EventListener {
            @Override
            public void onEvent(GenericEvent event) {}
        }
    }

    private static final class Other {
        static final class Twin implements EventListener {
            @Override
            public void onEvent(GenericEvent event) {}
        }
    }

    private List<String> listeners() {
        List<String> listeners = new ArrayList<>();
        for (Series series : stats.series()) {
            if (series.definition().equals(GatewayDefinitions.LISTENER_DURATION)) {
                listeners.add(series.labelValues().get(0));
            }
        }
        return listeners;
    }

    @Test
    void listenerOfEveryEvent_hasASeries_fromTheFirstEventOnThatTakesIt1Ms() {
        ListenerTimes times = byClass.of(new Everything());
        Timer timer = Objects.requireNonNull(times.timer(event));
        times.took(timer, event, MILLI - 1);
        assertThat(listeners()).isEmpty();

        times.took(timer, event, MILLI);
        times.took(timer, event, 5);
        assertThat(stats.timings(GatewayDefinitions.LISTENER_DURATION, "Everything", "Event"))
                .containsExactly(Duration.ofNanos(MILLI), Duration.ofNanos(5));
    }

    @Test
    void classesOfOneName_areToldApart_eachHowOftenItIsRegistered() {
        for (int i = 0; i < 2; i++) {
            for (EventListener listener : List.of(new One.Twin(), new Other.Twin())) {
                ListenerTimes times = byClass.of(listener);
                times.took(Objects.requireNonNull(times.timer(event)), event, MILLI);
            }
        }

        assertThat(listeners()).containsExactlyInAnyOrder("Twin", Other.Twin.class.getName());
    }
}
