package io.github.botmetry.testing;

import java.util.List;
import org.slf4j.LoggerFactory;

/** Listens for errors that Botmetry logs, if Logback is the logging library. */
interface LogWatch {

    /** Stops listening; fails if an error was logged. */
    void close();

    /** Listens from now on; without Logback it hears nothing. */
    static LogWatch start() {
        String factory = LoggerFactory.getILoggerFactory().getClass().getName();
        // Compares the name, since LogbackWatch can be loaded only with Logback.
        return factory.equals("ch.qos.logback.classic.LoggerContext") ? LogbackWatch.listen() : () -> {};
    }

    static void requireNone(List<String> errors) {
        if (!errors.isEmpty()) {
            throw new AssertionError("nothing of ours must log an error, but was " + errors);
        }
    }
}
