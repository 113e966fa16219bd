package io.github.botmetry.jda;

import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.hooks.IEventManager;

/** Makes something of a manager's listeners, again whenever these are others. Thread-safe. */
final class ListenerSnapshots<T> {

    private final IEventManager manager;
    private final Function<List<Object>, T> make;
    private volatile Snapshot<T> last;

    private record Snapshot<T>(List<Object> listeners, T made) {

        /** By identity: a listener may be equal to another one. */
        boolean isOf(List<Object> others) {
            int size = listeners.size();
            if (size != others.size()) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                if (listeners.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    ListenerSnapshots(IEventManager manager, Function<List<Object>, T> make) {
        this.manager = manager;
        this.make = make;
        this.last = new Snapshot<>(List.of(), make.apply(List.of()));
    }

    /** Asks the manager, which gives a list that does not change any more. */
    T current() {
        List<Object> listeners = manager.getRegisteredListeners();
        Snapshot<T> known = last;
        if (!known.isOf(listeners)) {
            known = new Snapshot<>(listeners, make.apply(listeners));
            last = known;
        }
        return known.made();
    }
}
