package io.github.botmetry.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggedThrowableTest {

    private static final String TOKEN = "MTAyMzQ1Njc4OTAxMjM0NTY3OA.GAbCdE.abcdefghijklmnopqrstuvwxyz0123456789AB";

    private static String logged(Throwable thrown) {
        Throwable logged = LoggedThrowable.of(thrown).orNull();
        StringWriter text = new StringWriter();
        if (logged != null) {
            logged.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    @Test
    void harmlessThrowable_isItself() {
        IOException thrown = new IOException("planned", new IllegalStateException("inner"));
        assertThat(LoggedThrowable.of(thrown).orNull()).isSameAs(thrown);
    }

    @Test
    void tokens_areInNoMessage_ofCausesAndSuppressedOnesToo() {
        IOException thrown = new IOException("outer", new IllegalStateException("inner " + TOKEN));
        IOException with = new IOException("outer " + TOKEN);
        with.addSuppressed(new IllegalStateException("suppressed " + TOKEN));
        IOException deep = new IOException("outer");
        deep.addSuppressed(new IllegalStateException("suppressed", new IOException(TOKEN)));
        for (Throwable one : new Throwable[] {thrown, with, deep}) {
            assertThat(logged(one))
                    .contains("IOException: outer", "LoggedThrowableTest")
                    .doesNotContain("abcdefghij");
        }
    }

    @Test
    void messageThatIsHuge_isCut() {
        assertThat(logged(new IOException("x".repeat(3_000_000)))).hasSizeLessThan(20_000);
    }

    @Test
    void circleOfCauses_ends() {
        IllegalStateException inner = new IllegalStateException("inner");
        IllegalStateException outer = new IllegalStateException("outer", inner);
        inner.initCause(outer);
        assertThat(logged(outer)).contains("outer").contains("inner");
    }

    /** Its text is harmless, its message, which a log asks for as well, is not. */
    @Test
    void throwableOfOthers_isACopy() {
        class TwoFaced extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                return TOKEN;
            }

            @Override
            public String toString() {
                return "harmless";
            }

            @Override
            public synchronized @Nullable Throwable getCause() {
                throw new IllegalStateException("cannot be asked");
            }

            @Override
            public StackTraceElement[] getStackTrace() {
                throw new StackOverflowError();
            }
        }
        assertThat(logged(new TwoFaced())).contains("harmless").doesNotContain("abcdefghij");
    }
}
