package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** The MDC of a thread that works at an event. */
class MdcTest {

    private record Vote(long guildId, long channelId, long userId, long interactionId) implements BotEvent {
        @Override
        public Kind kind() {
            return Kind.SLASH;
        }

        @Override
        public String name() {
            return "vote";
        }

        @Override
        public long receivedNanos() {
            return 1;
        }
    }

    private static Map<String, String> during(Botmetry.Builder builder) {
        try (Botmetry botmetry = builder.shutdownHook(false).build()) {
            EventFrame frame = botmetry.wiring().events().begin(new Vote(1, 2, 3, 4));
            MDC.put("user", "the bot's own");
            Map<String, String> seen;
            try (Scope scope = frame.enter()) {
                seen = new TreeMap<>(MDC.getCopyOfContextMap());
            }
            assertThat(MDC.getCopyOfContextMap()).containsExactly(Map.entry("user", "the bot's own"));
            return seen;
        } finally {
            MDC.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class})
    void adapterThatThrows_leavesNoKeyOfOursOnTheThread(Class<? extends Throwable> type) throws Exception {
        Field field = MDC.class.getDeclaredField("MDC_ADAPTER");
        field.setAccessible(true);
        Object original = field.get(null);
        List<String> throwing = new CopyOnWriteArrayList<>();
        Object failing = Proxy.newProxyInstance(
                MDCAdapter.class.getClassLoader(), new Class<?>[] {MDCAdapter.class}, (proxy, method, arguments) -> {
                    if (throwing.contains(method.getName()) && arguments[0].equals("guild")) {
                        throw type.getConstructor(String.class).newInstance("planned");
                    }
                    return method.invoke(original, arguments);
                });
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            field.set(null, failing);
            EventFrame frame = botmetry.wiring().events().begin(new Vote(1, 2, 3, 4));
            throwing.add("put");
            frame.enter().close();
            assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();

            throwing.set(0, "remove");
            frame.enter().close();
            assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("guild");
        } finally {
            field.set(null, original);
            MDC.clear();
        }
    }

    @Test
    void event_isInTheMdcWhileItIsHandled() {
        assertThat(during(Botmetry.builder()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("command", "vote", "guild", "1", "channel", "2", "user", "3", "interaction", "4"));
    }

    @Test
    void guildThatOptedOut_isNot() {
        Privacy privacy = Privacy.builder().guildOptedOut(id -> true).build();

        assertThat(during(Botmetry.builder().privacy(privacy)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("command", "vote", "user", "3"));
    }

    @Test
    void mdc_thatIsSwitchedOff_staysAsTheBotLeavesIt() {
        assertThat(during(Botmetry.builder().mdc(false))).containsExactly(Map.entry("user", "the bot's own"));
    }

    @Test
    void task_isInTheMdcByItsName() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            String[] command = new String[1];
            botmetry.wrapTask("sync roles", () -> command[0] = MDC.get("command"))
                    .run();

            assertThat(command).containsExactly("sync roles");
            assertThat(MDC.get("command")).isNull();
        }
    }

    private static final Map<String, String> OF_VOTE =
            Map.of("command", "vote", "guild", "1", "channel", "2", "user", "3", "interaction", "4");

    private static void inside(EventFrame frame, Runnable body) {
        try (Scope scope = frame.enter()) {
            body.run();
        }
    }

    private static Map<String, String> mdc() {
        Map<String, String> copy = MDC.getCopyOfContextMap();
        return copy == null ? Map.of() : copy;
    }

    @Test
    void valuesOfTheBot_underAllKeys_areBackAfterwards() {
        Map<String, String> ofBot =
                Map.of("command", "c", "guild", "g", "channel", "ch", "user", "u", "interaction", "i", "request", "r");
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            MDC.setContextMap(ofBot);
            EventFrame frame = botmetry.wiring().events().begin(new Vote(1, 2, 3, 4));
            inside(frame, () -> {
                assertThat(mdc()).containsAllEntriesOf(OF_VOTE).containsEntry("request", "r");
                MDC.put("user", "changed by the bot");
                MDC.remove("guild");
            });

            assertThat(mdc()).isEqualTo(ofBot);
        } finally {
            MDC.clear();
        }
    }

    @Test
    void event_enteredAgainInside_isThereUntilTheOuterScopeEnds() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            MDC.put("request", "r");
            EventFrame frame = botmetry.wiring().events().begin(new Vote(1, 2, 3, 4));
            inside(frame, () -> {
                inside(frame, () -> assertThat(mdc()).containsAllEntriesOf(OF_VOTE));
                assertThat(mdc()).containsAllEntriesOf(OF_VOTE);
                MDC.put("user", "changed by the bot");
                inside(frame, () -> assertThat(mdc()).containsAllEntriesOf(OF_VOTE));
                assertThat(mdc()).containsEntry("user", "changed by the bot");
            });

            assertThat(mdc()).containsExactly(Map.entry("request", "r"));
        } finally {
            MDC.clear();
        }
    }

    @Test
    void event_insideAnother_givesBackTheMdcOfTheOuter() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            EventFrame outer = botmetry.wiring().events().begin(new Vote(1, 2, 3, 4));
            EventFrame inner = botmetry.wiring().events().begin(new Vote(1, 20, 3, 40));
            inside(outer, () -> {
                inside(inner, () -> assertThat(mdc()).containsEntry("channel", "20"));
                assertThat(mdc()).isEqualTo(OF_VOTE);
            });

            assertThat(mdc()).isEmpty();
        }
    }

    @Test
    void event_thatIsOver_isInTheMdcOfItsLateCallbacks() throws InterruptedException {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            EventFrame frame = botmetry.wiring().events().begin(new Vote(1, 2, 3, 4));
            List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
            Runnable[] late = new Runnable[1];
            inside(
                    frame,
                    () -> late[0] = CurrentEvent.wrap(() -> {
                        seen.add(mdc());
                    }));
            frame.finish(Duration.ofMillis(7));
            Thread other = new Thread(late[0]);
            other.start();
            other.join();
            late[0].run();

            assertThat(seen).containsExactly(OF_VOTE, OF_VOTE);
            assertThat(mdc()).isEmpty();
        }
    }

    /** Of ids as long as Discord's; an event is entered by its listener and by the callback of its answer. */
    @Test
    void event_enteredTwice_costsAtMost900BytesOfTheMdc() {
        long id = 1_100_000_000_000_000_000L;
        Vote event = new Vote(id, id + 1, id + 2, id + 3);
        try (Botmetry with = Botmetry.builder().shutdownHook(false).build();
                Botmetry without =
                        Botmetry.builder().shutdownHook(false).mdc(false).build()) {
            // Code that is not compiled yet allocates more, and on a busy machine the compiler is late.
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(bytesPerEvent(with, event) - bytesPerEvent(without, event))
                            .isBetween(1L, 900L));
        }
    }

    private static long bytesPerEvent(Botmetry botmetry, BotEvent event) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            EventFrame frame = botmetry.wiring().events().begin(event);
            inside(frame, () -> {});
            inside(frame, () -> {});
            frame.finish(Duration.ofMillis(7));
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;
    }
}
