package io.github.botmetry.simulator;

import java.util.List;

/**
 * Fails a test when JDA could not read what the simulator sent.
 *
 * <p>JDA only logs such an error and then delays its READY by 75 s, so that a test hangs instead of failing. Needs logback as
 * the logging backend; {@link #watch()} throws IllegalStateException without it.
 *
 * <pre>{@code
 * try (PayloadErrors errors = PayloadErrors.watch()) {
 *     // ... use JDA
 * }   // throws AssertionError with JDA's message
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class PayloadErrors implements AutoCloseable {
    private final PayloadErrorAppender appender;

    private PayloadErrors(PayloadErrorAppender appender) {
        this.appender = appender;
    }

    /** Starts to read JDA's log. */
    public static PayloadErrors watch() {
        try {
            return new PayloadErrors(PayloadErrorAppender.attach());
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "PayloadErrors needs ch.qos.logback:logback-classic on the class path", missing);
        }
    }

    /** JDA's messages about payloads so far. */
    public List<String> messages() {
        return appender.messages();
    }

    /** Throws AssertionError if JDA logged any such message. */
    public void assertNone() {
        List<String> messages = messages();
        if (!messages.isEmpty()) {
            throw new AssertionError("JDA could not read a payload: " + String.join("\n", messages));
        }
    }

    /** Stops reading and throws AssertionError if JDA logged any such message. */
    @Override
    public void close() {
        appender.detach();
        assertNone();
    }
}
