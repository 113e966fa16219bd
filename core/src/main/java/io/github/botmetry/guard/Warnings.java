package io.github.botmetry.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Log each problem once, and list all problems as values.
 *
 * <p>The only place of Botmetry that warns. Each code and subject is logged when it begins and counted while it lasts; an outage
 * is logged again when it ends, with at most one pair of lines a minute if it flaps. Lines are written on a separate thread,
 * without Discord's tokens. At most {@value #MAX_SUBJECTS} subjects for a code are kept, then {@code others}.
 *
 * <p>Thread-safe. No recording method throws or waits.
 */
public final class Warnings {

    /** Number of subjects kept for one code; for guarded parts five times as many. */
    public static final int MAX_SUBJECTS = 100;

    /** Limit of problems kept for strict mode: the first hundred are enough for a test. */
    private static final int MAX_KEPT = 100;

    /** A line that names all that is installed is longer than others. */
    private static final int MAX_LINE = 1_000;

    private static final int MAX_CODE = 60;

    private final boolean strict;
    private final ThreadFactory threads;
    private final LogLines log;
    private final WarningList list = new WarningList(this);
    private final List<IllegalStateException> kept = new ArrayList<>();
    private volatile Consumer<String> onFailure = component -> {};

    /** @param strict true if warnings make {@link #throwIfStrict()} throw, for tests */
    public Warnings(boolean strict) {
        this(strict, Warnings::daemon);
    }

    /** @param threads makes daemon threads: the one that writes the log, and those that call foreign code */
    public Warnings(boolean strict, ThreadFactory threads) {
        this.strict = strict;
        this.threads = threads;
        this.log = new LogLines(task -> thread(task, "botmetry-log"));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(null, task, "botmetry", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Makes a daemon thread for calls of foreign code; a close of Botmetry on it does not wait. */
    public Thread thread(Runnable task, String name) {
        Thread thread = threads.newThread(task);
        thread.setName(name);
        return thread;
    }

    public boolean isStrict() {
        return strict;
    }

    /** Makes a guard for one part of foreign code; each call gives a guard with its own state. */
    public Guard guard(String subject) {
        return guard(subject, "");
    }

    /**
     * Makes a guard with advice for the log.
     *
     * @param cure advice for a failure, such as {@code check that the server runs}
     */
    public Guard guard(String subject, String cure) {
        return new Guard(Printable.of(subject), outage(subject, cure), this);
    }

    Outage outage(String subject, String cure) {
        return new Outage(list.findOrAdd(Warning.OUTAGE, Printable.of(subject), Printable.of(cure)));
    }

    /** Warns of a lasting problem, such as a missing intent: logged once, counted afterwards. */
    public void warn(String code, String subject, String cause, String cure) {
        warn(code, subject, cause, cure, null);
    }

    /** Warns of a lasting problem with its exception, whose stack trace is logged. */
    public void warn(String code, String subject, String cause, String cure, @Nullable Throwable thrown) {
        try {
            if (thrown == null && occursAgain(code, subject, cause)) {
                return;
            }
            list.findOrAdd(Printable.of(code, MAX_CODE), Printable.of(subject), Printable.of(cure))
                    .own()
                    .occurred(Printable.of(cause), thrown);
        } catch (Throwable noMemory) {
            failed("warnings"); // nobody who records must see it
        }
    }

    /** A refusal may come a million times a second: the same words again are counted, and not made printable again. */
    private boolean occursAgain(String code, String subject, String cause) {
        WarningEntry known = list.find(code, subject);
        if (known != null) {
            return known.own().occursAgain(cause);
        }
        WarningEntry others = list.find(code, WarningList.OTHERS);
        return others != null && others.own().occursAgain();
    }

    /** Ends a warning: logged once, if it was on. */
    public void resolved(String code, String subject) {
        try {
            WarningEntry entry = list.find(Printable.of(code, MAX_CODE), Printable.of(subject));
            if (entry != null) {
                entry.own().over();
            }
        } catch (Throwable noMemory) {
            failed("warnings");
        }
    }

    /** All warnings since the start, in the order of codes and subjects. */
    public List<Warning> list() {
        return list.occurred();
    }

    /** Passes the subject of each failure caught by a guard to the counter, also of failures that are not logged. */
    public void countFailures(Consumer<String> counter) {
        this.onFailure = Objects.requireNonNull(counter, "counter");
    }

    void failed(String subject) {
        try {
            onFailure.accept(subject);
        } catch (Throwable noMemory) {
            return; // the next one is counted
        }
    }

    /** @param thrown kept in strict mode only, and until its line is written */
    void begun(WarningEntry entry, boolean isLogged, @Nullable Throwable thrown) {
        Warning warning = Objects.requireNonNull(entry.warning());
        if (isLogged) {
            log.add(() -> LogLines.warn(described(warning, thrown), LoggedThrowable.of(thrown)));
        }
        if (strict && !warning.code().equals(Warning.REFUSED_CLOSED)) { // a bot may go on when its test ends
            keep(new IllegalStateException(warning.toString(), thrown));
        }
    }

    /** Throwables of others are asked here only, on the thread of the log; until then their class stands for them. */
    private static String described(Warning warning, @Nullable Throwable thrown) {
        if (thrown == null || !warning.cause().equals(thrown.getClass().getName())) {
            return warning.toString();
        }
        return warning.because(Causes.describe(thrown)).toString();
    }

    private void keep(IllegalStateException warning) {
        synchronized (kept) {
            if (kept.size() < MAX_KEPT) {
                kept.add(warning);
            }
        }
    }

    void ended(WarningEntry entry) {
        String line = entry.ending();
        log.add(() -> LogLines.info(line));
    }

    void onTheLogThread(Runnable task) {
        log.add(task);
    }

    /** Logs one line that is no warning, such as what was installed. */
    public void inform(String message) {
        String line = Printable.of(message, MAX_LINE);
        log.add(() -> LogLines.info(line));
    }

    /** Waits until all lines so far are in the log; false if the time was over first. */
    public boolean awaitLog(Duration limit) {
        return log.await(limit);
    }

    /** Lets the log's thread end soon. Later lines are still written. */
    public void close(Duration limit) {
        awaitLog(limit);
        log.letThreadEnd();
    }

    /**
     * Throws in strict mode if there were warnings.
     *
     * @throws IllegalStateException with all warnings, in strict mode
     */
    public void throwIfStrict() {
        List<IllegalStateException> all;
        synchronized (kept) {
            all = List.copyOf(kept);
            kept.clear();
        }
        if (!all.isEmpty()) {
            IllegalStateException first =
                    new IllegalStateException("strict mode: " + all.get(0).getMessage());
            all.forEach(first::addSuppressed);
            throw first;
        }
    }
}
