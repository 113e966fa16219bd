package io.github.botmetry.statsd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A way to the server that keeps what it is given, and what to mark. */
final class Written implements Transport {

    final List<String> lines = new ArrayList<>();
    final List<Durations> durations = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();
    long estimatedBytes = -1;
    boolean isClosed;

    private void add(WireName name, Object value, Mark mark) {
        lines.add(name.name() + ':' + value);
        marks.add(mark);
    }

    @Override
    public void count(WireName name, long added, Mark mark) {
        add(name, added, mark);
    }

    @Override
    public void gauge(WireName name, double value, Mark mark) {
        add(name, value, mark);
    }

    @Override
    public void durations(WireName name, Durations fresh, Mark mark) {
        add(name, fresh.recorded() + Arrays.toString(fresh.samples()), mark);
        durations.add(fresh);
    }

    @Override
    public void begin(long estimatedBytes) {
        this.estimatedBytes = estimatedBytes;
    }

    @Override
    public void finish() {}

    @Override
    public void close(Duration limit) {
        isClosed = true;
    }
}
