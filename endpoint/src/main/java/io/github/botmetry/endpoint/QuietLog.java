package io.github.botmetry.endpoint;

import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Stands for SLF4J's {@code LoggerFactory} in our Jetty, whose lines are of no use to a bot's author: five at each start, two
 * hundred at each scrape where the bot logs at DEBUG, and some that repeat a client's text. Not for bots.
 *
 * <p>What matters of them is said by Botmetry's own warnings: a port that is taken, connections that cannot be accepted, a page that
 * throws.
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
