package io.github.botmetry;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known word that is nearest to a misspelled one. */
final class Spelling {

    private Spelling() {}

    /** Gives the word with the fewest changes; among equals the first by alphabet. */
    static String nearest(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(one -> distance(word, one)).thenComparing(one -> one))
                .orElseThrow();
    }

    /** Counts letters to add, drop or change (Levenshtein distance). */
    private static int distance(String from, String to) {
        int[] costs = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[to.length()];
    }
}
