package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnotsTest {

    @Test
    void files_thatUseEachOtherInALoop_areAKnot_theLargestFirst() {
        Map<String, Set<String>> uses = Map.of(
                "Hen", Set.of("Egg", "Farm"),
                "Egg", Set.of("Hen"),
                "Rain", Set.of("River", "Farm"),
                "River", Set.of("Sea"),
                "Sea", Set.of("Rain"),
                "Farm", Set.of("Farm"));

        assertThat(Knots.in(uses)).containsExactly(Set.of("Rain", "River", "Sea"), Set.of("Hen", "Egg"));
    }

    @Test
    void knots_areTheFilesThatReachEachOther() {
        for (int seed = 0; seed < 500; seed++) {
            Map<String, Set<String>> uses = anyUses(new Random(seed));
            assertThat(Knots.in(uses)).as("of seed %d", seed).containsExactlyInAnyOrderElementsOf(slowly(uses));
        }
    }

    private static Map<String, Set<String>> anyUses(Random random) {
        int files = 1 + random.nextInt(12);
        Map<String, Set<String>> uses = new TreeMap<>();
        IntStream.range(0, files).forEach(file -> uses.put("F" + file, new TreeSet<>()));
        IntStream.range(0, random.nextInt(2 * files))
                .forEach(edge -> uses.get("F" + random.nextInt(files)).add("F" + random.nextInt(files)));
        return uses;
    }

    /** By asking of each pair whether one reaches the other. */
    private static List<Set<String>> slowly(Map<String, Set<String>> uses) {
        Set<Set<String>> knots = new HashSet<>();
        for (String file : uses.keySet()) {
            Set<String> knot = new TreeSet<>(reachedFrom(file, uses));
            knot.removeIf(other -> !reachedFrom(other, uses).contains(file));
            if (knot.size() > 1) {
                knots.add(knot);
            }
        }
        return new ArrayList<>(knots);
    }

    private static Set<String> reachedFrom(String file, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(file));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(uses.get(next));
            }
        }
        return reached;
    }
}
