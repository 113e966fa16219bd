package io.github.botmetry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;

/**
 * Shows how much a bot has used since it started.
 *
 * @param cpuNanos processor time of all its threads but the compiler's
 * @param compilerNanos processor time of the compiler's threads
 * @param collectorNanos processor time of the garbage collector's threads
 * @param allocatedBytes allocated by its living threads
 */
record Figures(long cpuNanos, long compilerNanos, long collectorNanos, long allocatedBytes) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    static Figures parse(String line) {
        long[] parts = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Figures(parts[0], parts[1], parts[2], parts[3]);
    }

    static Figures now() {
        long compiler = AllThreads.compilerNanos();
        return new Figures(
                SYSTEM.getProcessCpuTime() - compiler,
                compiler,
                AllThreads.collectorNanos(),
                AllThreads.allocatedBytes());
    }

    /** Bytes on the heap after a full collection. */
    static long liveHeapBytes() {
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }

    Figures since(Figures before) {
        return new Figures(
                cpuNanos - before.cpuNanos,
                compilerNanos - before.compilerNanos,
                collectorNanos - before.collectorNanos,
                allocatedBytes - before.allocatedBytes);
    }

    @Override
    public String toString() {
        return cpuNanos + " " + compilerNanos + " " + collectorNanos + " " + allocatedBytes;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
