package io.github.botmetry.jda.gateway;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes something of a manager's listeners, again whenever these are others. Thread-safe; looking costs no bytes of ours. */
public final class ListenerSnapshots<T> {

    private final Supplier<? extends List<?>> listeners;
    private final Function<List<Object>, T> make;
    private volatile Snapshot<T> last;

    private record Snapshot<T>(List<Object> listeners, T made) {

        /** By identity: a listener may be equal to another one. The list may change meanwhile. */
        boolean isOf(List<?> others) {
            int size = listeners.size();
            if (size != others.size()) {
                return false;
            }
            try {
                for (int i = 0; i < size; i++) {
                    if (listeners.get(i) != others.get(i)) {
                        return false;
                    }
                }
                return true;
            } catch (IndexOutOfBoundsException shorterNow) {
                return false;
            }
        }
    }

    /**
     * Makes the first of no listeners.
     *
     * @param listeners gives a list that other threads may change safely, always the same or a fresh one
     */
    public ListenerSnapshots(Supplier<? extends List<?>> listeners, Function<List<Object>, T> make) {
        this.listeners = listeners;
        this.make = make;
        this.last = new Snapshot<>(List.of(), make.apply(List.of()));
    }

    public T current() {
        List<?> now = listeners.get();
        Snapshot<T> known = last;
        if (!known.isOf(now)) {
            List<Object> copy = List.of(now.toArray());
            known = new Snapshot<>(copy, make.apply(copy));
            last = known;
        }
        return known.made();
    }
}
