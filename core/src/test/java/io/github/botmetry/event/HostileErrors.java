package io.github.botmetry.event;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exceptions that no bot should have, and some bots do. */
final class HostileErrors {

    private HostileErrors() {}

    static Stream<Throwable> all() {
        return Stream.of(
                new CauseThrows(new IllegalStateException("planned")),
                new CauseThrows(new StackOverflowError("planned")),
                new Endless(0),
                circle(),
                new IllegalStateException("round one", new Endless(0)),
                new Mute(),
                new Untraceable(null),
                new Untraceable(new UnsupportedOperationException("planned")),
                new Unhashable(),
                chain(3_000),
                suppressing(3_000));
    }

    /** Two that are each the cause of the other. */
    static Throwable circle() {
        IllegalStateException outer = new IllegalStateException("outer");
        outer.initCause(new IllegalArgumentException("inner", outer));
        return outer;
    }

    /** Has that many causes. */
    static Throwable chain(int length) {
        Throwable chain = new IllegalStateException("the first");
        for (int i = 0; i < length; i++) {
            chain = new IllegalStateException("number " + i, chain);
        }
        return chain;
    }

    /** Has one suppressed, which has one suppressed, and so on. */
    static Throwable suppressing(int length) {
        Throwable last = new IllegalStateException("the first");
        for (int i = 0; i < length; i++) {
            Throwable next = new IllegalStateException("try " + i);
            next.addSuppressed(last);
            last = next;
        }
        return last;
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    static final class CauseThrows extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Throwable thrown;

        CauseThrows(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public Throwable getCause() {
            throw HostileErrors.<RuntimeException>sneaky(thrown);
        }
    }

    /** Makes a new cause each time. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int number;

        Endless(int number) {
            super("endless " + number);
            this.number = number;
        }

        @Override
        public Throwable getCause() {
            return new Endless(number + 1);
        }
    }

    /** Cannot say what it is. */
    static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("planned");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("planned");
        }
    }

    static final class Untraceable extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient @Nullable RuntimeException thrown;

        Untraceable(@Nullable RuntimeException thrown) {
            super("untraceable");
            this.thrown = thrown;
        }

        @Override
        public StackTraceElement @Nullable [] getStackTrace() {
            if (thrown != null) {
                throw thrown;
            }
            return null;
        }
    }

    static final class Unhashable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public int hashCode() {
            throw new IllegalStateException("planned");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("planned");
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
