package io.github.botmetry.jda.series;

import io.github.botmetry.event.BotEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Keeps what is made once for each command, by kind and name. A look-up allocates nothing.
 *
 * <p>At most {@value #KEPT} names of a kind are kept; beyond, each look-up makes one that nobody keeps. Thread-safe.
 */
public final class PerCommand<T> {

    /** More than any label has series of its own: what is beyond goes to one series anyway. */
    static final int KEPT = 1_000;

    private final BiFunction<BotEvent.Kind, String, T> make;
    private final Map<BotEvent.Kind, Map<String, T>> byName = new EnumMap<>(BotEvent.Kind.class);

    /** @param make must give what records in the same series whenever it is asked for the same kind and name */
    PerCommand(BiFunction<BotEvent.Kind, String, T> make) {
        this.make = make;
        for (BotEvent.Kind kind : BotEvent.Kind.values()) {
            byName.put(kind, new ConcurrentHashMap<>());
        }
    }

    public T of(BotEvent event) {
        BotEvent.Kind kind = event.kind();
        String name = event.name();
        T known = ofKind(kind).get(name);
        return known == null ? added(kind, name) : known;
    }

    private Map<String, T> ofKind(BotEvent.Kind kind) {
        return Objects.requireNonNull(byName.get(kind));
    }

    /** Under a lock, so that the bound is never passed. computeIfAbsent() would leave a map broken at the end of the stack. */
    private synchronized T added(BotEvent.Kind kind, String name) {
        Map<String, T> ofKind = ofKind(kind);
        T made = make.apply(kind, name);
        if (ofKind.size() >= KEPT) {
            return made;
        }
        T known = ofKind.putIfAbsent(name, made);
        return known == null ? made : known;
    }
}
