package io.github.botmetry.jda.community;

import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.stats.GaugeDefinition;
import io.github.botmetry.stats.TimerDefinition;

/** Series of forums, by the alias that the bot's author gave each. */
final class ForumDefinitions {

    static final GaugeDefinition THREADS = GaugeDefinition.named("discord.forum.threads")
            .labels("forum")
            .path("{forum}.total.in_use")
            .help("Posts that are open.")
            .build();

    static final CounterDefinition OPENED = CounterDefinition.named("discord.forum.opened")
            .labels("forum", "how")
            .path("{forum}.{how}")
            .help("Posts that were opened, by how (created, reopened).")
            .build();

    static final CounterDefinition CLOSED = CounterDefinition.named("discord.forum.closed")
            .labels("forum", "reason", "answer")
            .path("{forum}.dormant_calls.{reason}")
            .path("{forum}.sessions.{answer}")
            .help("Posts that were closed, by reason (archived, inactive, locked, tag, deleted) and by whether another"
                    + " than the author wrote in them (answered, unanswered, unknown).")
            .build();

    static final TimerDefinition OPEN_DURATION = TimerDefinition.named("discord.forum.open.duration")
            .labels("forum")
            .path("{forum}.in_use_time")
            .help("From opening to closing of a post.")
            .build();

    private ForumDefinitions() {}
}
