package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.Failure;
import io.github.botmetry.stats.CounterDefinition;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

final class BotmetryLog4jAppender extends AbstractAppender {

    private static final CounterDefinition LOG_EVENTS = CounterDefinition.named("log.events")
            .labels("logger", "level")
            .path("log.{level}.{logger}")
            .build();

    private final Botmetry botmetry;

    BotmetryLog4jAppender(Botmetry botmetry) {
        super("botmetry", null, null, true, Property.EMPTY_ARRAY);
        this.botmetry = botmetry;
    }

    @Override
    public void append(LogEvent event) {
        String logger = event.getLoggerName();
        if (logger.startsWith("io.github.botmetry") || logger.startsWith("io.sentry")) {
            return; // a report that cannot be sent would make the next one
        }
        boolean isError = event.getLevel().isMoreSpecificThan(Level.ERROR);
        if (isError && event.getThrown() != null) {
            Failure failure = new Failure(event.getThrown(), Failure.Source.LOGGED, true, null);
            botmetry.wiring().events().failed(CurrentEvent.frame(), failure);
        }
        botmetry.stats().counter(LOG_EVENTS, logger, isError ? "error" : "warn").incr();
    }
}
