package io.github.botmetry.stats;

import io.github.botmetry.guard.Guard;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** A gauge is one double, or a supplier of one. */
final class GaugeCell extends Cell implements Gauge, GaugeSeries {

    private static final VarHandle VALUE = valueHandle();

    private final Refusals refusals;
    private final Guard guard;
    private final AtomicReference<@Nullable DoubleSupplier> supplier = new AtomicReference<>();

    @SuppressWarnings("UnusedVariable") // through VALUE: a volatile write would cost a fence a call
    private double value = Double.NaN;

    GaugeCell(Identity identity, Refusals refusals, Guard guard) {
        super(identity);
        this.refusals = refusals;
        this.guard = guard;
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
        if (Double.isFinite(newValue)) {
            VALUE.setOpaque(this, newValue);
        } else {
            refusals.refuse(Refusal.VALUE, this + " = " + newValue);
        }
    }

    @Override
    public AutoCloseable read(DoubleSupplier newSupplier) {
        supplier.set(newSupplier);
        return () -> {
            if (supplier.compareAndSet(newSupplier, null)) {
                VALUE.setOpaque(this, Double.NaN);
            }
        };
    }

    @Override
    public double value() {
        DoubleSupplier current = supplier.get();
        if (current == null) {
            return (double) VALUE.getOpaque(this);
        }
        double read = guard.call(current::getAsDouble, Double.NaN);
        return Double.isFinite(read) ? read : Double.NaN;
    }
}
