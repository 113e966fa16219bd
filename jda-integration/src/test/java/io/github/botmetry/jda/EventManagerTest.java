package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.ExceptionEvent;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.hooks.SubscribeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventManagerTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private Botmetry botmetry;
    private Numbers numbers;
    private JdaIntegration integration;
    private GenericEvent event;

    @BeforeEach
    void start() {
        botmetry = Botmetry.builder().strict(true).shutdownHook(false).build();
        botmetry.wiring().observe(new EventObserver() {
            @Override
            public String failed(BotEvent failed, Failure failure) {
                failures.add((failed == null ? "nothing" : failed.name()) + ": "
                        + failure.error().getMessage());
                return null;
            }
        });
        numbers = new Numbers(botmetry);
        integration = JdaIntegration.create(botmetry);
        event = new GatewayPingEvent(mock(JDA.class), 1);
    }

    @AfterEach
    void stop() {
        botmetry.close();
    }

    private EventListener calling(String name) {
        return any -> calls.add(name + " in " + CurrentEvent.get().name());
    }

    @Test
    void listenerThatThrows_disturbsNeitherOthersNorCounts() {
        IEventManager manager = integration.observed(new InterfacedEventManager());
        manager.register(calling("first"));
        manager.register((EventListener) any -> {
            throw new IllegalStateException("broken");
        });
        manager.register(calling("last"));

        manager.handle(event);
        manager.handle(event);

        assertThat(calls)
                .containsExactly(
                        "first in GatewayPingEvent",
                        "last in GatewayPingEvent",
                        "first in GatewayPingEvent",
                        "last in GatewayPingEvent");
        assertThat(failures).containsExactly("GatewayPingEvent: broken", "GatewayPingEvent: broken");
        assertThat(numbers.count("discord.errors", "listener", "IllegalStateException"))
                .isEqualTo(2);
        assertThat(CurrentEvent.get()).isNull();
    }

    @Test
    void listenerThatThrowsError_skipsLaterOnesAsJdaDoes_andIsCountedOnce() {
        IEventManager manager = integration.observed(new InterfacedEventManager());
        manager.register((EventListener) any -> {
            throw new AssertionError("broken");
        });
        manager.register(calling("last"));

        assertThatThrownBy(() -> manager.handle(event)).isInstanceOf(AssertionError.class);

        assertThat(calls).isEmpty();
        assertThat(failures).containsExactly("GatewayPingEvent: broken");
        assertThat(numbers.total("discord.errors")).isEqualTo(1);
        assertThat(CurrentEvent.get()).isNull();
    }

    @Test
    void registeredListeners_areTheBotsOwnObjects_alsoInItsOwnManager() {
        InterfacedEventManager own = new InterfacedEventManager();
        EventListener early = calling("early");
        EventListener late = calling("late");
        own.register(early);
        IEventManager manager = integration.observed(own);
        manager.register(late);

        assertThat(manager.getRegisteredListeners()).containsExactly(early, late);
        manager.unregister(early);
        assertThat(manager.getRegisteredListeners()).containsExactly(late);
        manager.handle(event);
        assertThat(calls).containsExactly("late in GatewayPingEvent");
        assertThatThrownBy(() -> manager.register(new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listenerOfManagerThatWasObservedLate_isObservedToo() {
        InterfacedEventManager own = new InterfacedEventManager();
        own.register((EventListener) any -> {
            throw new IllegalStateException("broken");
        });

        integration.observed(own).handle(event);

        assertThat(failures).containsExactly("GatewayPingEvent: broken");
    }

    @Test
    void observing_twice_givesTheSame() {
        IEventManager manager = integration.observed(new InterfacedEventManager());

        assertThat(integration.observed(manager)).isSameAs(manager);
        assertThat(JdaIntegration.create(botmetry).observed(manager)).isSameAs(manager);
    }

    @Test
    void observing_whatAnotherBotmetryObserves_isRefused() {
        IEventManager manager = integration.observed(new InterfacedEventManager());
        try (Botmetry other = Botmetry.builder().shutdownHook(false).build()) {
            assertThatThrownBy(() -> JdaIntegration.create(other).observed(manager))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another Botmetry");
        }
    }

    /** Equal to all of its kind, with methods of every sort that JDA calls. */
    private final class Annotated {

        @SubscribeEvent
        public void onPing(GatewayPingEvent ping) {
            calls.add("ping");
        }

        @SubscribeEvent
        private void onAny(GenericEvent any) {
            calls.add("any");
            throw new IllegalStateException("broken");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Annotated;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Registered as a class. */
    private static final class StaticAnnotated {

        static final List<String> CALLS = new ArrayList<>();

        @SubscribeEvent
        static void onPing(GatewayPingEvent ping) {
            CALLS.add("static");
        }

        @SubscribeEvent
        void notCalled(GatewayPingEvent ping) {
            CALLS.add("member");
        }
    }

    @Test
    void annotatedListeners_areCalledAsJdaCallsThem_andTheirFailuresSeen() {
        AnnotatedEventManager own = new AnnotatedEventManager();
        own.register(new Annotated());
        IEventManager manager = integration.observed(own);
        manager.register(new Annotated());
        manager.register(StaticAnnotated.class);
        StaticAnnotated.CALLS.clear();

        manager.handle(event);

        assertThat(calls).isEqualTo(callsOfBareJda());
        assertThat(StaticAnnotated.CALLS).containsExactly("static");
        assertThat(failures).containsExactly("GatewayPingEvent: broken", "GatewayPingEvent: broken");
        assertThat(numbers.count("discord.errors", "listener", "IllegalStateException"))
                .isEqualTo(2);
        assertThat(manager.getRegisteredListeners()).containsExactlyInAnyOrder(new Annotated(), StaticAnnotated.class);
        manager.unregister(new Annotated());
        calls.clear();
        manager.handle(event);
        assertThat(calls).isEmpty();
    }

    /** JDA calls a subscription to GenericEvent twice for an UpdateEvent, which is no business of ours. */
    private List<String> callsOfBareJda() {
        List<String> before = List.copyOf(calls);
        calls.clear();
        AnnotatedEventManager bare = new AnnotatedEventManager();
        bare.register(new Annotated());
        bare.handle(event);
        List<String> ofBareJda = List.copyOf(calls);
        calls.clear();
        calls.addAll(before);
        return ofBareJda;
    }

    @Test
    void annotatedListener_registeredAtTheBotsOwnManagerLater_isStillCalled() {
        AnnotatedEventManager own = new AnnotatedEventManager();
        IEventManager manager = integration.observed(own);
        Annotated listener = new Annotated();
        own.register(listener);

        manager.handle(event);

        assertThat(calls).isEqualTo(callsOfBareJda());
        assertThat(manager.getRegisteredListeners()).containsExactly(listener);
    }

    /** Looks for listeners of two sorts, one of which is none of JDA's. */
    private static class CustomManager implements IEventManager {

        final List<Object> listeners = new CopyOnWriteArrayList<>();

        @Override
        public void register(Object listener) {
            listeners.add(listener);
        }

        @Override
        public void unregister(Object listener) {
            listeners.remove(listener);
        }

        @Override
        public void handle(GenericEvent event) {
            for (Object listener : listeners) {
                if (listener instanceof EventListener plain) {
                    plain.onEvent(event);
                } else if (listener instanceof Runnable runnable) {
                    runnable.run();
                }
            }
        }

        @Override
        public List<Object> getRegisteredListeners() {
            return List.of(listeners);
        }
    }

    @Test
    void customManager_keepsItsOwnSortOfListenersAndItsOwnWayOfFailing() {
        IEventManager manager = integration.observed(new CustomManager());
        Runnable ofItsOwn = () -> calls.add("own");
        EventListener failing = any -> {
            throw new IllegalStateException("broken");
        };
        manager.register(ofItsOwn);
        manager.register(failing);

        assertThatThrownBy(() -> manager.handle(event)).hasMessage("broken");

        assertThat(calls).containsExactly("own");
        assertThat(failures).containsExactly("GatewayPingEvent: broken");
        assertThat(manager.getRegisteredListeners()).containsExactly(List.of(ofItsOwn, failing));
        manager.unregister(failing);
        manager.handle(event);
        assertThat(failures).hasSize(1);
    }

    @Test
    void errorOfTheGateway_isTold() {
        IEventManager manager = integration.observed(new InterfacedEventManager());

        manager.handle(new ExceptionEvent(mock(JDA.class), new IllegalStateException("broken"), true));

        assertThat(failures).containsExactly("nothing: broken");
        assertThat(numbers.count("discord.errors", "gateway", "IllegalStateException"))
                .isEqualTo(1);
    }

    @Test
    void eventManagers_ofBotmetryThatIsSwitchedOff_areLeftAlone() {
        InterfacedEventManager own = new InterfacedEventManager();

        assertThat(JdaIntegration.create(Botmetry.noop()).observed(own)).isSameAs(own);
    }

    /** Its static method cannot be called. */
    private static final class Unusable {
        private static final String TEXT = text();

        private static String text() {
            throw new IllegalStateException("no text");
        }

        @SubscribeEvent
        static void onPing(GatewayPingEvent event) {
            assertThat(TEXT).isEmpty();
        }
    }

    /** An Error of the call itself, not of the method, comes without a wrapper. */
    @Test
    void errorOfTheCallOfAMethod_isReported_andLoggedAsJdaLogsIt() {
        IEventManager manager = integration.observed(new AnnotatedEventManager());
        manager.register(Unusable.class);
        try (LogLines log = new LogLines(JDA.class.getName())) {
            assertThatThrownBy(() -> manager.handle(event)).isInstanceOf(ExceptionInInitializerError.class);

            assertThat(log.messages()).contains("ERROR One of the EventListeners had an uncaught exception");
        }
        assertThat(failures).hasSize(1);
    }
}
