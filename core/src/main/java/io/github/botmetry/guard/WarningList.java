package io.github.botmetry.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Warnings by code and subject. Bounded: further subjects of a code, and further codes, go to one that is called others. */
final class WarningList {

    static final String OTHERS = "others";

    private static final int MAX_CODES = 50;

    /** Parts that are guarded have their place before they fail, so there are more of them. */
    private static final int MAX_GUARDED = 500;

    private final Warnings warnings;
    private final Map<Key, WarningEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, Integer> subjects = new HashMap<>();

    private record Key(String code, String subject) {}

    WarningList(Warnings warnings) {
        this.warnings = warnings;
    }

    @Nullable
    WarningEntry find(String code, String subject) {
        return entries.get(new Key(code, subject));
    }

    WarningEntry findOrAdd(String code, String subject, String cure) {
        WarningEntry known = find(code, subject);
        return known != null ? known : add(code, subject, cure);
    }

    private synchronized WarningEntry add(String code, String subject, String cure) {
        boolean isKnown = subjects.containsKey(code);
        Key key = isKnown || subjects.size() < MAX_CODES ? new Key(code, subject) : new Key(OTHERS, OTHERS);
        int limit = code.equals(Warning.OUTAGE) ? MAX_GUARDED : Warnings.MAX_SUBJECTS;
        if (subjects.getOrDefault(key.code, 0) >= limit) {
            key = new Key(key.code, OTHERS);
        }
        WarningEntry known = entries.get(key);
        if (known != null) {
            return known;
        }
        WarningEntry made = new WarningEntry(warnings, key.code, key.subject, cure);
        entries.put(key, made);
        subjects.merge(key.code, 1, Integer::sum);
        return made;
    }

    /** All that occurred, by code and subject. */
    List<Warning> occurred() {
        List<Warning> list = new ArrayList<>();
        for (WarningEntry entry : entries.values()) {
            Warning warning = entry.warning();
            if (warning != null) {
                list.add(warning);
            }
        }
        list.sort(Comparator.comparing(Warning::code).thenComparing(Warning::subject));
        return list;
    }
}
