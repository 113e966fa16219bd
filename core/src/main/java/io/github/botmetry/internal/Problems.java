package io.github.botmetry.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where everything that Botmetry swallows is told: a log line, and in strict mode a failure on close. */
public final class Problems {

    /** Strict mode is for tests; what a test has not shown by then it will not show later. */
    private static final int MAX_KEPT = 100;

    private static final int MAX_MESSAGE = 500;

    private static final Logger LOG = LoggerFactory.getLogger("io.github.botmetry");

    private final boolean strict;
    private volatile Consumer<String> onFailure = component -> {};
    private final List<IllegalStateException> kept = new CopyOnWriteArrayList<>();

    public Problems(boolean strict) {
        this.strict = strict;
    }

    public boolean isStrict() {
        return strict;
    }

    /** Tells the component of each failure that a guard takes, also of those that are not logged. */
    public void countFailures(Consumer<String> onFailure) {
        this.onFailure = onFailure;
    }

    void count(String component) {
        onFailure.accept(component);
    }

    /** Says once what went wrong; the caller sees to it that it is once. */
    public void report(String text, @Nullable Throwable cause) {
        String message = printable(text);
        LOG.warn("Botmetry: {}", message, cause);
        if (strict && kept.size() < MAX_KEPT) {
            kept.add(new IllegalStateException(message, cause));
        }
    }

    /** What a caller passed may be in it: a line feed would forge a line of the log, and a megabyte would fill it. */
    private static String printable(String text) {
        String shown = text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "...";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    /** Says that what was reported is over. */
    public void recovered(String message) {
        LOG.info("Botmetry: {}", message);
    }

    /** In strict mode, throws if anything was reported. */
    public void throwIfStrict() {
        if (kept.isEmpty()) {
            return;
        }
        IllegalStateException all =
                new IllegalStateException("strict mode: " + kept.get(0).getMessage());
        kept.forEach(all::addSuppressed);
        kept.clear();
        throw all;
    }
}
