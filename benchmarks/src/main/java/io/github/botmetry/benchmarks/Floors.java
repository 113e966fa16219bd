package io.github.botmetry.benchmarks;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The least that counting can cost. */
@State(Scope.Benchmark)
public class Floors {

    final String[] names = Names.all();
    final LongAdder[] adders = new LongAdder[Names.COUNT];
    final ConcurrentHashMap<String, LongAdder> map = new ConcurrentHashMap<>();

    public Floors() {
        for (int i = 0; i < Names.COUNT; i++) {
            adders[i] = new LongAdder();
            map.put(names[i], new LongAdder());
        }
    }
}
