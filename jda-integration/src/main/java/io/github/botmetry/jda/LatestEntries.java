package io.github.botmetry.jda;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest entries, and finds them by id and by a second key.
 *
 * <p>At the limit the oldest entry goes for a new one. No object is kept beside the value: entries are places of a ring, to
 * which two indexes of open addressing point, in some 40 bytes an entry. All arrays grow with their use. Not thread-safe.
 */
final class LatestEntries<T> {

    /** The second key of entries that have none. */
    static final long NO_KEY = 0;

    private static final int FIRST_CAPACITY = 16;

    private final int limit;
    private long[] ids = {};
    private long[] keys = {};
    private long[] addedNanos = {};
    private @Nullable Object[] values = {};
    private Index byId;
    private Index byKey;
    private int oldest;
    private int size;

    LatestEntries(int limit) {
        this.limit = limit;
        this.byId = new Index(ids);
        this.byKey = new Index(keys);
    }

    /** Finds the places of one array by their content. A place is stored as its number + 1, since 0 is an empty slot. */
    private static final class Index {

        private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
        /** The place of a key that is not there: that of an empty slot. */
        private static final int NOWHERE = -1;

        private final long[] keys;
        private final int[] slots;
        private final int mask;
        private final int shift;

        /** At most two thirds of the slots are taken, so that there is an empty one soon after each. */
        Index(long[] keys) {
            this.keys = keys;
            this.slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, keys.length * 3 / 2 - 1)) * 2)];
            this.mask = slots.length - 1;
            this.shift = Long.numberOfLeadingZeros(mask);
        }

        private int home(long key) {
            return (int) ((key * GOLDEN_RATIO) >>> shift);
        }

        private int slot(long key) {
            int slot = home(key);
            while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        int place(long key) {
            return slots[slot(key)] - 1;
        }

        /** Of two places with the same key the later one is found. */
        void add(int place) {
            slots[slot(keys[place])] = place + 1;
        }

        /** Moves what stands behind it one slot on where that is nearer to its home. */
        void remove(int place) {
            int empty = slot(keys[place]);
            if (slots[empty] != place + 1) {
                return; // the key is a later one's by now
            }
            for (int next = (empty + 1) & mask; slots[next] != 0; next = (next + 1) & mask) {
                int fromHome = (next - home(keys[slots[next] - 1])) & mask;
                if (fromHome >= ((next - empty) & mask)) {
                    slots[empty] = slots[next];
                    empty = next;
                }
            }
            slots[empty] = 0;
        }
    }

    /**
     * Adds an entry, or puts it in the place of the one with the same id, whose age it has.
     *
     * @return what had to go for it, null if nothing had
     */
    @Nullable
    T add(long id, long key, T value, long nowNanos) {
        int known = byId.place(id);
        if (known != Index.NOWHERE) {
            removeKey(known);
            set(known, key, value);
            return null;
        }
        T gone = size == limit ? removeOldest() : null;
        if (size == ids.length) {
            grow();
        }
        int place = place(size);
        size++;
        ids[place] = id;
        addedNanos[place] = nowNanos;
        byId.add(place);
        set(place, key, value);
        return gone;
    }

    private void set(int place, long key, T value) {
        keys[place] = key;
        values[place] = value;
        if (key != NO_KEY) {
            byKey.add(place);
        }
    }

    private void removeKey(int place) {
        if (keys[place] != NO_KEY) {
            byKey.remove(place);
        }
    }

    /** Of the entry that came so many after the oldest. */
    private int place(int number) {
        int place = oldest + number;
        return place < ids.length ? place : place - ids.length;
    }

    /** With the oldest entry in the first place again. */
    private void grow() {
        int capacity = Math.min(limit, Math.max(FIRST_CAPACITY, ids.length * 2));
        ids = grown(ids, capacity);
        keys = grown(keys, capacity);
        addedNanos = grown(addedNanos, capacity);
        @Nullable Object[] more = new Object[capacity];
        System.arraycopy(values, oldest, more, 0, values.length - oldest);
        System.arraycopy(values, 0, more, values.length - oldest, oldest);
        values = more;
        oldest = 0;
        byId = new Index(ids);
        byKey = new Index(keys);
        for (int place = 0; place < size; place++) {
            byId.add(place);
            if (keys[place] != NO_KEY) {
                byKey.add(place);
            }
        }
    }

    private long[] grown(long[] full, int capacity) {
        long[] more = Arrays.copyOf(Arrays.copyOfRange(full, oldest, full.length), capacity);
        System.arraycopy(full, 0, more, full.length - oldest, oldest);
        return more;
    }

    @Nullable
    T byId(long id) {
        return value(byId.place(id));
    }

    @Nullable
    T byKey(long key) {
        return key == NO_KEY ? null : value(byKey.place(key));
    }

    @SuppressWarnings("unchecked") // only values are added
    private @Nullable T value(int place) {
        return place == Index.NOWHERE ? null : (T) values[place];
    }

    /** Keeps another value in the place of that one, if it is there. */
    void replace(long id, T value, T other) {
        int place = byId.place(id);
        if (place != Index.NOWHERE && values[place] == value) {
            values[place] = other;
        }
    }

    /** When the oldest entry was added; there must be one. */
    long oldestNanos() {
        return addedNanos[oldest];
    }

    /** Gives its value; null if there was none. */
    @Nullable
    T removeOldest() {
        if (size == 0) {
            return null;
        }
        T gone = value(oldest);
        byId.remove(oldest);
        removeKey(oldest);
        values[oldest] = null;
        oldest = place(1);
        size--;
        return gone;
    }

    void forEach(Consumer<? super T> each) {
        for (int number = 0; number < size; number++) {
            T value = value(place(number));
            if (value != null) {
                each.accept(value);
            }
        }
    }

    int size() {
        return size;
    }
}
