package io.github.botmetry.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** A gauge is one double, set or read from its supplier. A value set during the close may or may not be sent. */
final class GaugeCell extends Cell implements Gauge, GaugeSeries {

    private static final VarHandle VALUE = valueHandle();

    private final Refusals refusals;
    private final GaugeReader reader;
    private final AtomicReference<@Nullable SuppliedValue> supplied = new AtomicReference<>();

    @SuppressWarnings("UnusedVariable") // used through VALUE: a volatile write would cost a fence for each call
    private double value = Double.NaN;

    GaugeCell(Identity identity, Refusals refusals, GaugeReader reader) {
        super(identity);
        this.refusals = refusals;
        this.reader = reader;
    }

    private static VarHandle valueHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(GaugeCell.class, "value", double.class);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the field of this very class", e);
        }
    }

    @Override
    public void set(double newValue) {
        if (!Double.isFinite(newValue)) {
            refusals.refuseValue(this, newValue, "value must be finite");
        } else if (isClosed()) {
            refusals.refuseClosed(this, 1);
        } else if (supplied.get() != null) {
            refusals.refuseValue(this, newValue, "value must not be set while a supplier gives it");
        } else {
            VALUE.setOpaque(this, newValue);
        }
    }

    @Override
    public AutoCloseable read(@Nullable DoubleSupplier supplier) {
        if (supplier == null) {
            refusals.refuseValue(this, "it", "supplier must not be null");
            return () -> {};
        }
        if (isClosed()) {
            refusals.refuseClosed(this, 1);
            return () -> {};
        }
        SuppliedValue added = new SuppliedValue(name(), () -> withoutInfinity(supplier.getAsDouble()));
        reader.add(added);
        release(supplied.getAndSet(added));
        return () -> {
            if (supplied.compareAndSet(added, null)) {
                release(added);
                VALUE.setOpaque(this, Double.NaN);
            }
        };
    }

    /** Keeps NaN, which stands for no value, and refuses an infinity. */
    private double withoutInfinity(double given) {
        if (Double.isInfinite(given)) {
            refusals.refuseValue(this, given, "value of a supplier must be finite");
            return Double.NaN;
        }
        return given;
    }

    private void release(@Nullable SuppliedValue earlier) {
        if (earlier != null) {
            reader.remove(earlier);
        }
    }

    private String name() {
        return definition().name() + (labelValues().isEmpty() ? "" : labelValues());
    }

    @Override
    public double value() {
        SuppliedValue current = supplied.get();
        return current == null ? (double) VALUE.getOpaque(this) : current.value();
    }
}
