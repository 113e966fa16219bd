package io.github.botmetry.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the files that use each other in a loop, by Tarjan's algorithm for strongly connected components. */
final class Knots {

    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> earliest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> isOpen = new TreeSet<>();
    private final List<Set<String>> knots = new ArrayList<>();

    private Knots(Map<String, Set<String>> uses) {
        this.uses = uses;
    }

    /** Takes the files that each file uses; returns the knots of two files and more, the largest first. */
    static List<Set<String>> in(Map<String, Set<String>> uses) {
        Knots knots = new Knots(uses);
        uses.keySet().forEach(file -> {
            if (!knots.order.containsKey(file)) {
                knots.visit(file);
            }
        });
        knots.knots.sort(
                Comparator.comparingInt((Set<String> knot) -> knot.size()).reversed());
        return knots.knots;
    }

    private int visit(String file) {
        int position = order.size();
        order.put(file, position);
        earliest.put(file, position);
        open.push(file);
        isOpen.add(file);
        for (String used : uses.getOrDefault(file, Set.of())) {
            if (!order.containsKey(used)) {
                earliest.merge(file, visit(used), Math::min);
            } else if (isOpen.contains(used)) {
                earliest.merge(file, order.get(used), Math::min);
            }
        }
        if (earliest.get(file) == position) {
            close(file);
        }
        return earliest.get(file);
    }

    /** All files that were opened after this one, and are open still, are reached from it and reach it. */
    private void close(String first) {
        Set<String> knot = new TreeSet<>();
        String file;
        do {
            file = open.pop();
            isOpen.remove(file);
            knot.add(file);
        } while (!file.equals(first));
        if (knot.size() > 1) {
            knots.add(knot);
        }
    }
}
