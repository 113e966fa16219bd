package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.event.Scope;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

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
}
