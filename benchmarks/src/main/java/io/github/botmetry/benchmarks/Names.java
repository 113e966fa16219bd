package io.github.botmetry.benchmarks;

import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/** The 64 names that every benchmark rotates over; each thread begins elsewhere. */
@State(Scope.Thread)
public class Names {

    static final int COUNT = 64;
    private static final int MASK = COUNT - 1;

    private int next;

    @Setup
    public void start(ThreadParams thread) {
        next = thread.getThreadIndex() * 31;
    }

    static String[] all() {
        return of(COUNT);
    }

    static String[] of(int count) {
        return IntStream.range(0, count).mapToObj(i -> "commands.command" + i).toArray(String[]::new);
    }

    int index() {
        return next++ & MASK;
    }
}
