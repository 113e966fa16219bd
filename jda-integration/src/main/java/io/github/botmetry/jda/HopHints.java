package io.github.botmetry.jda;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once a pool that commands are handled there, out of our sight. */
final class HopHints {

    private static final int MAX_POOLS = 32;
    private static final Logger LOG = LoggerFactory.getLogger(JdaIntegration.class);

    private final Set<String> hinted = ConcurrentHashMap.newKeySet();

    void answeredOutsideItsEvent(String command, Thread thread) {
        String pool = poolOf(thread);
        if (hinted.size() < MAX_POOLS && hinted.add(pool)) {
            LOG.info(
                    "Botmetry: \"{}\" is answered on {}, where an exception cannot be told as that of the command."
                            + " Wrap that pool once, and it can: executor = CurrentEvent.wrap(executor)",
                    command,
                    pool);
        }
    }

    /** The threads of a pool differ in a number at the end. */
    private static String poolOf(Thread thread) {
        String name = thread.getName().replaceFirst("\\d+$", "*");
        return name.isEmpty() ? "threads without a name" : "threads \"" + name + '"';
    }
}
