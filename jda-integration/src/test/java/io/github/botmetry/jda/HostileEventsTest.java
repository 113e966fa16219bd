package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.guard.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import org.junit.jupiter.api.Test;

/** Every class of events, each of whose getters throws: it is counted, captured and reported all the same. */
class HostileEventsTest {

    private final List<String> reported = new ArrayList<>();
    private final Botmetry botmetry = Botmetry.builder().shutdownHook(false).build();

    private final class Reader implements EventObserver {
        @Override
        public String failed(BotEvent event, Failure failure) {
            Objects.requireNonNull(event);
            reported.add(event.kind() + " " + event.name() + read(event).isEmpty());
            return "report";
        }
    }

    private static String read(BotEvent event) {
        return " " + event.shard() + event.guildId() + event.channelId() + event.messageId() + event.interactionId()
                + event.userId() + event.userName() + event.jumpUrl() + event.content()
                + event.details().facts()
                + event.details().options() + event.parent() + event.withheld();
    }

    private static GenericEvent hostile(Class<? extends GenericEvent> type, boolean throwsErrors) {
        return mock(type, call -> {
            boolean isError = throwsErrors && !call.getMethod().getName().equals("getJDA");
            throw isError ? new NoClassDefFoundError("planned") : new IllegalStateException("planned");
        });
    }

    @Test
    void event_ofAnyClass_whoseGettersThrow_isCountedAndReported() {
        botmetry.wiring().observe(new Reader());
        IEventManager manager = JdaIntegration.create(botmetry).observed(new InterfacedEventManager());
        List<BotEvent> captured = new ArrayList<>();
        EventListener failing = event -> {
            captured.add(Objects.requireNonNull(CurrentEvent.frame()).frozen().event());
            throw new IllegalArgumentException(event.getClass().getName());
        };
        manager.register(failing);
        Numbers numbers = new Numbers(botmetry);
        List<Class<? extends GenericEvent>> all = new ArrayList<>(EventClasses.all());
        all.remove(StatusChangeEvent.class); // is JDA's own word about itself, two fields that JDA has set
        assertThat(all).hasSizeGreaterThan(150);

        for (Class<? extends GenericEvent> of : all) {
            manager.handle(hostile(of, captured.size() % 2 == 0));
            assertThat(reported).as("report of %s", of).hasSize(captured.size());
            assertThat(reported.get(reported.size() - 1)).contains(of.getSimpleName());
            read(captured.get(captured.size() - 1));
        }

        assertThat(reported).hasSize(all.size());
        assertThat(numbers.total("discord.gateway.events")).isEqualTo(all.size());
        assertThat(numbers.total("discord.errors")).isEqualTo(all.size());
        assertThat(numbers.timings("discord.interaction.handler.delay", "slash"))
                .isPositive();
        long ofCommands = reported.stream()
                .filter(report -> report.startsWith("SLASH") || report.contains("_COMMAND"))
                .count();
        assertThat(numbers.total("discord.commands")).isEqualTo(ofCommands).isGreaterThanOrEqualTo(3);
        assertThat(botmetry.warnings()).extracting(Warning::code).containsOnly("undescribed-event", "outage");
        botmetry.close();
    }
}
