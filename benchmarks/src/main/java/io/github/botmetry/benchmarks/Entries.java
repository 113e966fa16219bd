package io.github.botmetry.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/** Records each entry into a method of ours, on any thread, while it is asked to. Public for the methods that call it. */
public final class Entries {

    private static final String ROOT = "io.github.botmetry.";
    private static final String NOT_OURS = "io\\.github\\.botmetry\\.(benchmarks|simulator|testing)\\..*";
    private static final long QUIET_NANOS = 300_000_000;

    private static final Queue<Entry> RECORDED = new ConcurrentLinkedQueue<>();
    private static final AtomicLong LATEST = new AtomicLong();
    private static volatile boolean recording;

    /** An entry into a method, which is named with its descriptor. */
    record Entry(String thread, String type, String method) {}

    private Entries() {}

    /**
     * Instruments the methods of our types; to be called before any of them is loaded. Constructors are left out, and the bodies
     * of lambdas, and the measure of the room that the stack has, which is one loop in the form of 64 calls.
     */
    static void instrument() {
        ByteBuddyAgent.install();
        new AgentBuilder.Default()
                .type(ElementMatchers.nameStartsWith(ROOT)
                        .and(ElementMatchers.not(ElementMatchers.nameMatches(NOT_OURS))))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Entered.class)
                        .on(ElementMatchers.isMethod().and(ElementMatchers.not(ElementMatchers.named("descend"))))))
                .installOnByteBuddyAgent();
    }

    /** Called by each method of ours. */
    public static void entered(String type, String method) {
        LATEST.setPlain(System.nanoTime());
        if (recording) {
            RECORDED.add(new Entry(Thread.currentThread().getName(), type, method));
        }
    }

    /** All entries from now until the work is done and nothing of ours has run for a while. */
    static List<Entry> of(Runnable work) throws InterruptedException {
        awaitQuiet();
        RECORDED.clear();
        recording = true;
        work.run();
        awaitQuiet();
        recording = false;
        return new ArrayList<>(RECORDED);
    }

    private static void awaitQuiet() throws InterruptedException {
        LATEST.set(System.nanoTime());
        long left = QUIET_NANOS;
        while (left > 0) {
            Thread.sleep(1 + left / 1_000_000);
            left = LATEST.get() + QUIET_NANOS - System.nanoTime();
        }
    }

    /** Begins each instrumented method; its body is copied there. */
    static final class Entered {

        private Entered() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t") String type, @Advice.Origin("#m#d") String method) {
            entered(type, method);
        }
    }
}
