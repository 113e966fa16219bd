package io.github.botmetry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventDetails;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestEventTest {

    private static final BotEvent MESSAGE =
            TestEvent.of(BotEvent.Kind.GATEWAY, "MessageReceivedEvent").build();

    private static TestEvent whole() {
        return TestEvent.of(BotEvent.Kind.TEXT_COMMAND, "rank")
                .receivedNanos(1)
                .shard(2)
                .guild(3)
                .channel(4)
                .message(5)
                .interaction(6)
                .userWithheld("7", "ada")
                .user(7, "ada")
                .jumpUrl("https://discord.com/channels/3/4/5")
                .content("!rank ada")
                .details(Map.of("channel_type", "TEXT"), new EventDetails.Option("who", "user", "ada"))
                .parent(MESSAGE)
                .build();
    }

    /** A part that an event may have and that cannot be set would be a default here. */
    @Test
    void eachPart_canBeSet_andStaysInCopiesAndVariations() throws Exception {
        BotEvent bare = TestEvent.slash("ping").receivedNanos(0).build();
        for (BotEvent event :
                List.of(whole(), TestEvent.copyOf(whole()), whole().toBuilder().build())) {
            for (Method part : BotEvent.class.getMethods()) {
                if (part.getName().equals("isFrozen")) {
                    continue; // says how it keeps its parts, and is none
                }
                assertThat(part.invoke(event)).as(part.getName()).isNotNull().isNotEqualTo(part.invoke(bare));
            }
            assertThat(event.withheld()).containsExactly("7", "ada");
            assertThat(event.details().facts()).containsEntry("channel_type", "TEXT");
            assertThat(event.details().options()).hasSize(1);
            assertThat(event.parent().name()).isEqualTo("MessageReceivedEvent");
        }
    }

    @Test
    void partsThatAreNotSet_areAbsent() {
        TestEvent ping =
                TestEvent.slash("ping").receivedAgo(Duration.ofSeconds(5)).build();

        assertThat(ping.kind()).isEqualTo(BotEvent.Kind.SLASH);
        assertThat(ping.userId()).isZero();
        assertThat(ping.userName()).isNull();
        assertThat(ping.details()).isSameAs(EventDetails.NONE);
        assertThat(System.nanoTime() - ping.receivedNanos()).isGreaterThanOrEqualTo(5_000_000_000L);
    }

    @Test
    void userWhoOptedOut_isWithheld_andNotNobody() {
        TestEvent ping = TestEvent.slash("ping").userWithheld("7", "ada").build();

        assertThat(ping.userId()).isEqualTo(BotEvent.WITHHELD);
        assertThat(ping.userName()).isNull();
        assertThat(ping.withheld()).containsExactly("7", "ada");
    }
}
