package io.github.botmetry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;

/**
 * What a bot has used since it started.
 *
 * @param cpuNanos processor time of all its threads
 * @param allocatedBytes what its living threads have allocated
 * @param heapBytes what is left after a garbage collection
 */
record Figures(long cpuNanos, long allocatedBytes, long heapBytes) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    static Figures parse(String line) {
        String[] parts = line.split(" ");
        return new Figures(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    /** Processor time and allocation are read first: collecting garbage is nothing that the bot did. */
    static Figures now() {
        long cpu = SYSTEM.getProcessCpuTime();
        long allocated = AllThreads.allocatedBytes();
        MEMORY.gc();
        return new Figures(cpu, allocated, MEMORY.getHeapMemoryUsage().getUsed());
    }

    @Override
    public String toString() {
        return cpuNanos + " " + allocatedBytes + " " + heapBytes;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
