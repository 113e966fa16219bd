package io.github.botmetry.jda.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Few combinations in which each pair of choices of two kinds is met. */
final class Pairwise {

    private final List<List<Enum<?>>> kinds;
    private final Set<Set<Enum<?>>> open = new HashSet<>();

    private Pairwise(List<List<Enum<?>>> kinds) {
        this.kinds = kinds;
        for (int i = 0; i < kinds.size(); i++) {
            for (int j = 0; j < i; j++) {
                for (Enum<?> one : kinds.get(i)) {
                    kinds.get(j).forEach(other -> open.add(Set.of(one, other)));
                }
            }
        }
    }

    /** The same ones for the same choices. */
    static List<List<Enum<?>>> of(List<List<Enum<?>>> kinds) {
        Pairwise pairwise = new Pairwise(kinds);
        List<List<Enum<?>>> combinations = new ArrayList<>();
        while (!pairwise.open.isEmpty()) {
            combinations.add(pairwise.next());
        }
        return combinations;
    }

    /** Begins with a pair that is open, and adds of each kind the choice that meets most. */
    private List<Enum<?>> next() {
        List<Enum<?>> chosen = new ArrayList<>(firstOpenPair());
        for (List<Enum<?>> kind : kinds) {
            if (kind.stream().noneMatch(chosen::contains)) {
                chosen.add(best(kind, chosen));
            }
        }
        for (Enum<?> one : chosen) {
            chosen.forEach(other -> {
                if (one != other) {
                    open.remove(Set.of(one, other));
                }
            });
        }
        return kinds.stream()
                .map(kind -> kind.stream().filter(chosen::contains).findFirst().orElseThrow())
                .<Enum<?>>map(choice -> choice)
                .toList();
    }

    private List<Enum<?>> firstOpenPair() {
        for (List<Enum<?>> kind : kinds) {
            for (Enum<?> one : kind) {
                for (List<Enum<?>> others : kinds) {
                    for (Enum<?> other : others) {
                        if (one != other && open.contains(Set.of(one, other))) {
                            return List.of(one, other);
                        }
                    }
                }
            }
        }
        throw new IllegalStateException("no pair is open");
    }

    private Enum<?> best(List<Enum<?>> kind, List<Enum<?>> chosen) {
        Enum<?> best = kind.get(0);
        long most = -1;
        for (Enum<?> choice : kind) {
            long meets = chosen.stream()
                    .filter(other -> open.contains(Set.of(choice, other)))
                    .count();
            if (meets > most) {
                best = choice;
                most = meets;
            }
        }
        return best;
    }
}
