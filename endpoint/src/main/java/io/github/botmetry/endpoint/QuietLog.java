package io.github.botmetry.endpoint;

import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Replaces SLF4J's {@code LoggerFactory} in our Jetty; not for bots. Jetty's lines do not help a bot's author: five at each
 * start, two hundred at each scrape of a bot that logs at DEBUG, and some that repeat a client's text.
 *
 * <p>Botmetry warns itself of a port that is taken, of connections that cannot be accepted, and of a page that throws.
 */
public final class QuietLog {

    private QuietLog() {}

    public static Logger getLogger(Class<?> user) {
        return NOPLogger.NOP_LOGGER;
    }

    public static Logger getLogger(String name) {
        return NOPLogger.NOP_LOGGER;
    }
}
