package io.github.botmetry.jda;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;

/** The pools that attach() gave to JDA, by which a JDA shows whose it is. Held weakly; thread-safe. */
final class AttachedPools {

    private final Set<Object> pools = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Adds a pool that JDA is to have. */
    <P extends ExecutorService> P add(P pool) {
        pools.add(pool);
        return pool;
    }

    boolean contains(ExecutorService pool) {
        return pools.contains(pool);
    }
}
