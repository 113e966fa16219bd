package io.github.botmetry.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Figures of all threads of this JVM together, the JVM's own included. */
final class AllThreads {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Path TASKS = Path.of("/proc/self/task");

    /** As HotSpot names them; the serial collector works on the VM's own thread. */
    private static final Predicate<String> COMPILER =
            Pattern.compile("Compiler").asPredicate();

    private static final Predicate<String> COLLECTOR =
            Pattern.compile("^(GC Thread|G1 |VM Thread)").asPredicate();

    private AllThreads() {}

    /** Bytes that the living threads have allocated. */
    static long allocatedBytes() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    /** Processor time of the living threads of the compiler. */
    static long compilerNanos() {
        return nanos(COMPILER);
    }

    /** Processor time of the threads of the garbage collector. */
    static long collectorNanos() {
        return nanos(COLLECTOR);
    }

    /** Processor time of the living threads but the compiler's. */
    static long nanosWithoutCompiler() {
        return nanos(COMPILER.negate());
    }

    private static long nanos(Predicate<String> name) {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.mapToLong(task -> nanos(task, name)).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("processor time is read from " + TASKS + ", as only Linux has it", e);
        }
    }

    private static long nanos(Path task, Predicate<String> name) {
        try {
            if (!name.test(Files.readString(task.resolve("comm")))) {
                return 0;
            }
            String schedule = Files.readString(task.resolve("schedstat"));
            return Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
        } catch (NoSuchFileException e) {
            return 0; // it has ended meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
