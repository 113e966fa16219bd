package io.github.botmetry.jda.series;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.TimerDefinition;
import java.time.Duration;
import java.util.stream.LongStream;

/** The series of commands and interactions, declared once. */
public final class InteractionDefinitions {

    /** With Discord's deadline of 3 s as one of the bounds. */
    private static final Duration[] ANSWER_BOUNDS = LongStream.of(
                    50, 100, 250, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    static final CounterDefinition COMMANDS = CounterDefinition.named("discord.commands")
            .labels("command", "type", "outcome")
            .path("commands.{command}")
            .path("commands.{command}.{outcome}")
            .help("Commands by name, type (slash, user, message, text) and outcome (ok, error, rejected).")
            .build();

    static final CounterDefinition OUTCOMES = CounterDefinition.named("discord.outcomes")
            .labels("type", "outcome")
            .path("outcomes.{type}.{outcome}")
            .help("Commands by type and outcome alone; every series is there from the start.")
            .build();

    static final TimerDefinition COMMAND_DURATION = TimerDefinition.named("discord.command.duration")
            .labels("command", "type")
            .path("commands.{command}.duration")
            .help("From receipt to the later of the handler's return and the accepted acknowledgement.")
            .buckets(ANSWER_BOUNDS)
            .build();

    static final CounterDefinition INTERACTIONS = CounterDefinition.named("discord.interactions")
            .labels("type", "ack")
            .path("interactions.{type}.{ack}")
            .help("Interactions by type and by how they were acknowledged (acked, late, never, failed).")
            .build();

    static final CounterDefinition UNANSWERED = CounterDefinition.named("discord.interactions.unanswered")
            .labels("type", "command")
            .path("interactions.{type}.unanswered")
            .help("Deferred replies whose content did not come until the wait for it was over.")
            .build();

    public static final CounterDefinition FORGOTTEN = CounterDefinition.named("discord.interactions.forgotten")
            .path("interactions.forgotten")
            .help("Deferred replies that waited for content when too many newer interactions took their place.")
            .build();

    static final TimerDefinition HANDLER_DELAY = TimerDefinition.named("discord.interaction.handler.delay")
            .labels("type")
            .path("interactions.{type}.handler_delay")
            .help("From the interaction's receipt to the call of the first listener.")
            .build();

    static final TimerDefinition SENT_DURATION = TimerDefinition.named("discord.interaction.sent.duration")
            .labels("type")
            .path("interactions.{type}.sent")
            .help("From receipt to the moment at which the first acknowledgement was sent to Discord.")
            .build();

    static final TimerDefinition ACK_DURATION = TimerDefinition.named("discord.interaction.ack.duration")
            .labels("type", "command")
            .path("interactions.{type}.ack")
            .help("From receipt to the acknowledgement that Discord accepted.")
            .buckets(ANSWER_BOUNDS)
            .build();

    public static final TimerDefinition RECEIVE_LAG = TimerDefinition.named("discord.interaction.receive.lag")
            .path("interactions.lag")
            .help("From the interaction's creation at Discord to its receipt, clock skew taken off.")
            .build();

    private InteractionDefinitions() {}
}
