package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatestEntriesTest {

    private record Entry(long key, String value, long addedNanos) {}

    /** The same with a map that keeps the order. */
    private static final class Model {

        private final int limit;
        private final Map<Long, Entry> entries = new LinkedHashMap<>();

        Model(int limit) {
            this.limit = limit;
        }

        String add(long id, long key, String value, long nowNanos) {
            Entry known = entries.get(id);
            String gone = known == null && entries.size() == limit ? removeOldest() : null;
            if (key != LatestEntries.NO_KEY) {
                entries.replaceAll((other, entry) ->
                        entry.key == key ? new Entry(LatestEntries.NO_KEY, entry.value, entry.addedNanos) : entry);
            }
            entries.put(id, new Entry(key, value, known == null ? nowNanos : known.addedNanos));
            return gone;
        }

        String removeOldest() {
            Iterator<Entry> oldest = entries.values().iterator();
            if (!oldest.hasNext()) {
                return null;
            }
            String gone = oldest.next().value;
            oldest.remove();
            return gone;
        }

        String byId(long id) {
            Entry entry = entries.get(id);
            return entry == null ? null : entry.value;
        }

        String byKey(long key) {
            return entries.values().stream()
                    .filter(entry -> key != LatestEntries.NO_KEY && entry.key == key)
                    .map(Entry::value)
                    .findFirst()
                    .orElse(null);
        }

        void replace(long id, String value, String other) {
            entries.computeIfPresent(
                    id,
                    (same, entry) -> entry.value.equals(value) ? new Entry(entry.key, other, entry.addedNanos) : entry);
        }
    }

    /** Of few different ids and keys, so that they come again, meet in the indexes, and are looked for when they are gone. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 4", "15, 20", "16, 40", "17, 25", "40, 60", "100, 300", "100, 1000000"})
    void anyOperations_giveWhatAMapWouldGive(int limit, int different) {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            LatestEntries<String> entries = new LatestEntries<>(limit);
            Model model = new Model(limit);
            for (int step = 0; step < 600; step++) {
                String at = "limit " + limit + ", seed " + seed + ", step " + step;
                long id = id(random, different);
                long key = random.nextInt(4) == 0 ? LatestEntries.NO_KEY : id(random, different);
                operate(entries, model, random, id, key, step, at);
                assertThat(entries.size())
                        .as(at)
                        .isEqualTo(model.entries.size())
                        .isLessThanOrEqualTo(limit);
                assertThat(entries.byId(id)).as(at).isEqualTo(model.byId(id));
                assertThat(entries.byKey(key)).as(at).isEqualTo(model.byKey(key));
                if (entries.size() > 0) {
                    Entry oldest = model.entries.values().iterator().next();
                    assertThat(entries.oldestNanos()).as(at).isEqualTo(oldest.addedNanos);
                }
            }
            assertAllIsFound(entries, model, "limit " + limit + ", seed " + seed);
        }
    }

    /** As far apart as snowflakes and hashes are, and close together. */
    private static long id(Random random, int different) {
        long small = random.nextInt(different) - 1L;
        return random.nextBoolean() ? small : small << 22;
    }

    private static void operate(
            LatestEntries<String> entries, Model model, Random random, long id, long key, int step, String at) {
        String value = "value " + step;
        switch (random.nextInt(10)) {
            case 0 -> assertThat(entries.removeOldest()).as(at).isEqualTo(model.removeOldest());
            case 1 -> {
                String known = random.nextBoolean() ? entries.byId(id) : value;
                if (known != null) {
                    entries.replace(id, known, "other " + step);
                    model.replace(id, known, "other " + step);
                }
            }
            default -> assertThat(entries.add(id, key, value, step)).as(at).isEqualTo(model.add(id, key, value, step));
        }
    }

    private static void assertAllIsFound(LatestEntries<String> entries, Model model, String at) {
        List<String> all = new ArrayList<>();
        entries.forEach(all::add);
        assertThat(all)
                .as(at)
                .containsExactlyElementsOf(
                        model.entries.values().stream().map(Entry::value).toList());
        model.entries.forEach((id, entry) -> {
            assertThat(entries.byId(id)).as(at).isEqualTo(entry.value);
            if (entry.key != LatestEntries.NO_KEY) {
                assertThat(entries.byKey(entry.key)).as(at).isEqualTo(entry.value);
            }
        });
    }

    @Test
    void thousandsOfEntries_thatComeAndGo_areFoundByBothKeys() {
        LatestEntries<Long> entries = new LatestEntries<>(10_000);
        for (long i = 1; i <= 100_000; i++) {
            Long gone = entries.add(i << 22, -i, i, i);
            assertThat(gone).isEqualTo(i > 10_000 ? Long.valueOf(i - 10_000) : null);
        }
        for (long i = 1; i <= 100_000; i++) {
            Long expected = i > 90_000 ? Long.valueOf(i) : null;
            assertThat(entries.byId(i << 22)).isEqualTo(expected);
            assertThat(entries.byKey(-i)).isEqualTo(expected);
        }
        assertThat(entries.size()).isEqualTo(10_000);
    }
}
