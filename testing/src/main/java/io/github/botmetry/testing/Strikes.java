package io.github.botmetry.testing;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The strike of each fault. */
final class Strikes {

    private Strikes() {}

    static void strike(Fault fault, Hanging hanging) throws Exception {
        switch (fault) {
            case RECURSION -> recurse(0);
            case INTERRUPT -> Thread.currentThread().interrupt();
            case HANG -> hanging.untilInterrupted();
            case BLOCK -> hanging.whateverInterrupts();
            default -> throw undeclared(thrown(fault, hanging));
        }
    }

    private static Throwable thrown(Fault fault, Hanging hanging) {
        return switch (fault) {
            case CHECKED_EXCEPTION -> new IOException("planned");
            case OUT_OF_MEMORY -> new OutOfMemoryError("planned");
            case STACK_OVERFLOW -> new StackOverflowError("planned");
            case LINKAGE_ERROR -> new NoClassDefFoundError("planned/Missing");
            case OTHER_ERROR -> new OtherError();
            case INTERRUPTED_EXCEPTION -> new InterruptedException("planned");
            case HOSTILE_EXCEPTION -> new HostileException(Strikes::refuse);
            case HANGING_EXCEPTION -> new HostileException(hanging::whateverInterrupts);
            case CIRCULAR_EXCEPTION -> circular();
            default -> new IllegalStateException("planned");
        };
    }

    /** Throws a checked exception that the caller does not declare. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException undeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @SuppressWarnings("InfiniteRecursion")
    private static long recurse(long depth) {
        return recurse(depth + 1) + depth;
    }

    private static Throwable circular() {
        IllegalStateException inner = new IllegalStateException("planned, inner");
        IllegalStateException outer = new IllegalStateException("planned, outer", inner);
        inner.initCause(outer);
        return outer;
    }

    private static void refuse() {
        throw new IllegalStateException("an exception that cannot be asked");
    }

    private static final class OtherError extends Error {

        private static final long serialVersionUID = 1L;

        OtherError() {
            super("planned");
        }
    }

    /** Strikes when its text, cause or stack trace is read. */
    private static final class HostileException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Runnable asked;

        HostileException(Runnable asked) {
            super("planned");
            this.asked = asked;
        }

        @Override
        public String getMessage() {
            asked.run();
            return "planned";
        }

        @Override
        public String toString() {
            return getClass().getName() + ": " + getMessage();
        }

        @Override
        public synchronized @Nullable Throwable getCause() {
            asked.run();
            return null;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            asked.run();
            return new StackTraceElement[0];
        }
    }
}
