package io.github.botmetry.prometheus;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Binds Micrometer's binders to a registry, and removes their meters at close.
 *
 * <p>A binder does not return the meters that it made, and some come later: so the meters of its names that were not there before
 * count as its own. Thread-safe.
 */
final class BoundMeters {

    private final MeterRegistry registry;
    private final List<Binding> bindings = new ArrayList<>();
    private final Map<String, Binding> named = new HashMap<>();

    private record Binding(MeterBinder binder, Predicate<Meter.Id> names, Set<Meter.Id> before) {}

    BoundMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param names selects the meters that the binder may make */
    synchronized void bind(MeterBinder binder, Predicate<Meter.Id> names) {
        Set<Meter.Id> before =
                registry.getMeters().stream().map(Meter::getId).filter(names).collect(Collectors.toSet());
        binder.bindTo(registry);
        bindings.add(new Binding(binder, names, before));
    }

    /**
     * Binds in place of the binder that had this name before.
     *
     * @param name such as that of a cache, which may be made anew
     */
    synchronized void replace(String name, MeterBinder binder, Predicate<Meter.Id> names) {
        Binding earlier = named.remove(name);
        if (earlier != null) {
            bindings.remove(earlier);
            remove(earlier);
        }
        bind(binder, names);
        named.put(name, bindings.get(bindings.size() - 1));
    }

    synchronized void close() {
        bindings.forEach(this::remove);
        bindings.clear();
        named.clear();
    }

    private void remove(Binding binding) {
        if (binding.binder() instanceof AutoCloseable closeable) {
            close(closeable);
        }
        registry.getMeters().stream()
                .filter(meter -> binding.names().test(meter.getId()))
                .filter(meter -> !binding.before().contains(meter.getId()))
                .forEach(registry::remove);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException(closeable + " did not close", e);
        }
    }
}
