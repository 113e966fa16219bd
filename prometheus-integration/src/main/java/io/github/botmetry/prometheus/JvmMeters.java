package io.github.botmetry.prometheus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;

/** Binds Micrometer's meters of the JVM, the process and the machine. */
final class JvmMeters {

    private JvmMeters() {}

    static void bindTo(BoundMeters meters) {
        List<MeterBinder> binders = List.of(
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                new JvmGcMetrics(),
                new JvmThreadMetrics(),
                new ClassLoaderMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics(),
                JvmMeters::bindProcessorTime);
        binders.forEach(binder -> meters.bind(binder, JvmMeters::isOfThese));
    }

    private static boolean isOfThese(Meter.Id id) {
        String name = id.getName();
        return name.startsWith("jvm.") || name.startsWith("process.") || name.startsWith("system.");
    }

    /** Binds the processor time under Prometheus's usual name; promtool objects to Micrometer's nanoseconds. */
    private static void bindProcessorTime(MeterRegistry registry) {
        FunctionCounter.builder("process.cpu", ProcessHandle.current(), JvmMeters::processorSeconds)
                .description("Processor time that the process has taken.")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double processorSeconds(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(taken -> taken.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    /** Renames or drops meters that promtool objects to: a gauge that ends in {@code _count}, and nanoseconds. */
    static MeterFilter promtoolNames() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
            }

            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return id.getName().equals("process.cpu.time") ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }
        };
    }
}
