package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.logback.LogbackIntegration;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** The code in docs/logging.md, compiled. */
final class LoggingSnippets {

    private LoggingSnippets() {}

    static Botmetry logback() {
        Botmetry botmetry =
                Botmetry.builder().install(LogbackIntegration.create()).build();
        return botmetry;
    }

    static BotmetryLog4jAppender log4j(Botmetry botmetry) {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        BotmetryLog4jAppender appender = new BotmetryLog4jAppender(botmetry);
        appender.start();
        context.getConfiguration().getRootLogger().addAppender(appender, Level.WARN, null);
        return appender;
    }
}
