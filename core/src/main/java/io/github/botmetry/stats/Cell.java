package io.github.botmetry.stats;

import java.util.List;

/** The common part of all kinds of cells. */
abstract class Cell implements Series {

    private final Definition definition;
    private final List<String> labelValues;
    private final int index;
    private final boolean folded;
    private volatile boolean closed;

    Cell(Identity identity) {
        this.definition = identity.definition();
        this.labelValues = identity.labelValues();
        this.index = identity.index();
        this.folded = identity.folded();
    }

    /** Definition, label values and index of a series. */
    record Identity(Definition definition, List<String> labelValues, int index, boolean folded) {}

    @Override
    public final Definition definition() {
        return definition;
    }

    @Override
    public final List<String> labelValues() {
        return labelValues;
    }

    @Override
    public final int index() {
        return index;
    }

    @Override
    public final boolean isFolded() {
        return folded;
    }

    /** Refuses all further recordings. */
    void close() {
        closed = true;
    }

    final boolean isClosed() {
        return closed;
    }

    @Override
    public final String toString() {
        return definition + "" + labelValues;
    }
}
