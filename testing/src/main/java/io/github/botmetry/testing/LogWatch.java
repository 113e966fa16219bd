package io.github.botmetry.testing;

import java.util.List;
import org.slf4j.LoggerFactory;

/** Listens for errors that Botmetry logs, where the logging library lets one listen. */
interface LogWatch {

    /** Ends it; fails if an error was logged. */
    void close();

    /** Listens from now on; without Logback it hears nothing. */
    static LogWatch start() {
        String factory = LoggerFactory.getILoggerFactory().getClass().getName();
        // By name: the class that listens can be loaded only where Logback is.
        return factory.equals("ch.qos.logback.classic.LoggerContext") ? LogbackWatch.listen() : () -> {};
    }

    static void requireNone(List<String> errors) {
        if (!errors.isEmpty()) {
            throw new AssertionError("nothing of ours must log an error, but was " + errors);
        }
    }
}
