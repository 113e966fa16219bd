package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.Botmetry;
import java.lang.management.ManagementFactory;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final int EVENTS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private int handled;

    private long bytesPerEvent(IEventManager manager, GenericEvent event) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EVENTS; i++) {
            manager.handle(event);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / EVENTS;
    }

    @Test
    void event_thatIsOnlyFramed_costsAtMost48Bytes() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            IEventManager bare = new InterfacedEventManager();
            IEventManager observed = JdaIntegration.create(botmetry).observed(new InterfacedEventManager());
            EventListener counting = event -> handled++;
            bare.register(counting);
            observed.register(counting);
            GenericEvent event = new GatewayPingEvent(mock(JDA.class), 1);

            // What is not compiled yet allocates more: the iterators of the loops.
            for (int i = 0; i < 20; i++) {
                bytesPerEvent(bare, event);
                bytesPerEvent(observed, event);
            }
            long ofJda = bytesPerEvent(bare, event);
            long withUs = bytesPerEvent(observed, event);

            assertThat(handled).isEqualTo(42 * EVENTS);
            assertThat(withUs - ofJda).isBetween(0L, 48L);
        }
    }
}
