package io.github.botmetry.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Say once what is wrong, and keep it as a value that can be listed.
 *
 * <p>The one place of Botmetry that warns. A code and subject is logged when it begins, counted while it goes on, and an
 * outage is logged again when it ends; one that flaps has one pair of lines a minute. Lines are written on a thread of their
 * own, without Discord's tokens. At most {@value #MAX_SUBJECTS} subjects a code are kept, then {@code others}.
 *
 * <p>Thread-safe. Nothing of it throws or waits.
 */
public final class Warnings {

    /** The subjects of one code that are told apart. */
    public static final int MAX_SUBJECTS = 100;

    private static final String OTHERS = "others";

    /** Strict mode is for tests: a problem that the first hundred do not show is not shown by more. */
    private static final int MAX_KEPT = 100;

    private static final int MAX_TEXT = 250;

    private final boolean strict;
    private final LogLines log = new LogLines();
    private final Map<String, WarningEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> subjects = new ConcurrentHashMap<>();
    private final List<IllegalStateException> kept = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> onFailure = component -> {};

    /** @param strict whether warnings shall fail {@link #throwIfStrict()}, as tests want it */
    public Warnings(boolean strict) {
        this.strict = strict;
    }

    public boolean isStrict() {
        return strict;
    }

    /** A way to call one part of others; each call gives a guard with a state of its own. */
    public Guard guard(String subject) {
        return guard(subject, "");
    }

    /**
     * The same with advice for the log.
     *
     * @param cure says what to do when it fails, such as {@code check that the server runs}
     */
    public Guard guard(String subject, String cure) {
        return new Guard(
                printable(subject), new WarningEntry(this, Warning.OUTAGE, printable(subject), printable(cure)), this);
    }

    /** Warns of something that stays as it is, such as a missing intent: logged once, counted afterwards. */
    public void warn(String code, String subject, String cause, String cure) {
        warn(code, subject, cause, cure, null);
    }

    /** The same with the exception behind it, whose stack trace is logged. */
    public void warn(String code, String subject, String cause, String cure, @Nullable Throwable thrown) {
        try {
            entry(code, printable(subject), cure).occurred(printable(cause), thrown);
        } catch (Throwable hostile) {
            onFailure.accept("warnings"); // no memory, say; whoever records must not see it
        }
    }

    private WarningEntry entry(String code, String subject, String cure) {
        WarningEntry known = entries.get(key(code, subject));
        if (known != null) {
            return known;
        }
        AtomicInteger count = subjects.computeIfAbsent(code, absent -> new AtomicInteger());
        if (count.get() >= MAX_SUBJECTS || count.incrementAndGet() > MAX_SUBJECTS) {
            return keep(new WarningEntry(this, code, OTHERS, printable(cure)), OTHERS);
        }
        return keep(new WarningEntry(this, code, subject, printable(cure)), subject);
    }

    private WarningEntry keep(WarningEntry made, String subject) {
        WarningEntry earlier = entries.putIfAbsent(key(made.code(), subject), made);
        return earlier == null ? made : earlier;
    }

    private static String key(String code, String subject) {
        return code + ' ' + subject;
    }

    /** Ends a warning: logged once, if it was on. */
    public void resolved(String code, String subject) {
        WarningEntry entry = entries.get(key(code, printable(subject)));
        if (entry != null) {
            entry.over();
        }
    }

    /** All that was wrong since the start, in the order of codes and subjects. */
    public List<Warning> list() {
        List<Warning> list = new ArrayList<>();
        for (WarningEntry entry : entries.values()) {
            Warning warning = entry.warning();
            if (warning != null) {
                list.add(warning);
            }
        }
        list.sort(Comparator.comparing(Warning::code).thenComparing(Warning::subject));
        return list;
    }

    /** Passes the subject of each failure that a guard catches on, also of those that are not logged. */
    public void countFailures(Consumer<String> counter) {
        this.onFailure = Objects.requireNonNull(counter, "counter");
    }

    void failed(String subject) {
        onFailure.accept(subject);
    }

    void begun(WarningEntry entry, boolean isLogged, @Nullable Throwable thrown) {
        Warning warning = Objects.requireNonNull(entry.warning());
        entries.putIfAbsent(key(warning.code(), warning.subject()), entry);
        if (isLogged) {
            log.warn(warning.toString(), LoggedThrowable.of(thrown));
        }
        if (strict && kept.size() < MAX_KEPT) {
            kept.add(new IllegalStateException(warning.toString(), thrown));
        }
    }

    void ended(String message) {
        log.info(message);
    }

    /** Logs one line that is no warning, such as what was installed. */
    public void inform(String message) {
        log.info(printable(message));
    }

    /** A caller's text may be in it: a line feed would forge a line of the log, and a megabyte would fill it. */
    private static String printable(String text) {
        String scrubbed = Causes.cut(Causes.scrub(Causes.cut(text, 4 * MAX_TEXT)), MAX_TEXT);
        return scrubbed.replaceAll("\\p{Cntrl}", "?");
    }

    /** Waits until what was said so far is in the log; false if the time was over first. */
    public boolean awaitLog(Duration limit) {
        return log.await(limit);
    }

    /** Lets the thread that writes the log end soon. What is said later is written all the same. */
    public void close(Duration limit) {
        awaitLog(limit);
        log.letThreadEnd();
    }

    /**
     * In strict mode, throws if anything was said.
     *
     * @throws IllegalStateException with all of it, if strict
     */
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
