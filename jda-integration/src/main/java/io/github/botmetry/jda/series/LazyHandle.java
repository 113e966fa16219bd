package io.github.botmetry.jda.series;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A counter or timer that is looked up when it is first used, since a look-up makes the series. Thread-safe. */
final class LazyHandle<T> {

    private final Supplier<T> look;
    private volatile @Nullable T handle;

    LazyHandle(Supplier<T> look) {
        this.look = look;
    }

    /** Two threads at once may look it up twice: both get the same. */
    T get() {
        T known = handle;
        if (known == null) {
            known = look.get();
            handle = known;
        }
        return known;
    }
}
