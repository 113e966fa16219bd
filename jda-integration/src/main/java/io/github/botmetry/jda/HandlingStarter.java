package io.github.botmetry.jda;

import io.github.botmetry.Privacy;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Descriptions;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.jda.event.GatewayEvent;
import io.github.botmetry.jda.event.InteractionEvent;
import io.github.botmetry.jda.event.TextCommandEvent;
import io.github.botmetry.jda.gateway.JdasOfBuilder;
import io.github.botmetry.jda.series.AcknowledgementSeries;
import io.github.botmetry.jda.series.InteractionDefinitions;
import io.github.botmetry.jda.series.PerCommand;
import io.github.botmetry.stats.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.interaction.GenericInteractionCreateEvent;
import org.jspecify.annotations.Nullable;

/** Begins the handling of interactions and text commands, and watches their deadline. */
final class HandlingStarter {

    private final HandlingContext context;
    private final Privacy privacy;
    private final EventDispatcher events;
    private final Descriptions parts;
    private final Deadlines deadlines;
    private final Function<String, String> customIds;
    private final PerCommand<AcknowledgementSeries> series;
    private final Timer receiveLag;
    private final Duration unansweredAfter;

    HandlingStarter(Wiring wiring, JdaSettings settings, HandlingContext context) {
        this.context = context;
        this.privacy = wiring.privacy();
        this.events = wiring.events();
        this.parts = events.descriptions();
        this.deadlines = new Deadlines(
                wiring.maintenance(), wiring.guard("deadline of an interaction").consumer(Runnable::run));
        this.customIds = wiring.guard("custom id normaliser").function(settings.customIds(), "*");
        this.unansweredAfter = settings.unansweredAfter();
        this.receiveLag = wiring.stats().timer(InteractionDefinitions.RECEIVE_LAG);
        this.series = AcknowledgementSeries.perCommand(wiring.stats());
    }

    /** Whatever JDA does not say of it: it is counted, and followed to its end. */
    EventFrame interaction(GenericInteractionCreateEvent interaction, long receivedNanos) {
        InteractionEvent event = new InteractionEvent(interaction, receivedNanos, customIds, privacy, parts);
        long id = event.id();
        if (id != InteractionEvent.UNKNOWN) {
            lag(id, receivedNanos);
        }
        Handling handling = handling(event, true);
        EventFrame frame = begin(event, handling, parts.read(interaction, interaction::getJDA));
        if (id != InteractionEvent.UNKNOWN) {
            context.interactions().add(id, parts.read(interaction, interaction::getToken), handling);
        }
        return frame;
    }

    Interactions interactions() {
        return context.interactions();
    }

    private void lag(long interactionId, long receivedNanos) {
        long receivedMillis = System.currentTimeMillis() - millisSince(receivedNanos);
        long lag = context.clock().lagMillis(interactionId, receivedMillis);
        receiveLag.recordNanos(TimeUnit.MILLISECONDS.toNanos(lag));
    }

    /** More than 0 where the bot's event pool has let it wait. */
    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    EventFrame textCommand(GatewayEvent message, String name) {
        TextCommandEvent event = new TextCommandEvent(message, name);
        Handling handling = handling(event, false);
        GenericEvent received = message.event();
        EventFrame frame = begin(event, handling, parts.read(received, received::getJDA));
        Long id = parts.read(received, message::rawMessageId);
        if (id != null) {
            context.interactions().add(id, null, handling);
        }
        return frame;
    }

    private Handling handling(BotEvent event, boolean answerable) {
        Handling handling = new Handling(series.of(event), context.restActivity(), answerable, event.receivedNanos());
        handling.waitsForContent(unansweredAfter);
        return handling;
    }

    private EventFrame begin(BotEvent event, Handling handling, @Nullable JDA jda) {
        EventFrame frame = events.begin(event, handling);
        handling.follow(frame.frozen());
        FirstDeadline deadline = new FirstDeadline(handling, jda);
        handling.hasDeadline(deadline);
        deadlines.add(deadline);
        return frame;
    }

    /** The time by which Discord waits for an acknowledgement. */
    private final class FirstDeadline extends Deadlines.Deadline {

        private volatile @Nullable Handling handling;
        private final @Nullable JDA jda;

        FirstDeadline(Handling handling, @Nullable JDA jda) {
            super(handling.receivedNanos() + Handling.DEADLINE.toNanos());
            this.handling = handling;
            this.jda = jda;
        }

        @Override
        public void run() {
            Handling open = handling;
            if (open != null) {
                passed(open, jda);
            }
        }

        @Override
        void release() {
            handling = null;
        }
    }

    /** A bot that is being shut down does not answer, and everybody knows why. */
    private void passed(Handling handling, @Nullable JDA jda) {
        boolean ends = jda != null && JdasOfBuilder.isOver(jda.getStatus());
        boolean open = handling.overdue(!ends, context.others());
        if (open) {
            deadlines.add(handling.receivedNanos() + Handling.GIVEN_UP.toNanos(), handling::givenUp);
        }
        if (!handling.isOver()) {
            deadlines.add(
                    handling.receivedNanos() + Handling.LONGEST.toNanos(), () -> handling.endAtLast(context.others()));
        }
    }
}
