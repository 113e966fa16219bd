package io.github.botmetry.stats;

import java.util.List;

/** Read one definition with one set of label values, as a sink does. Reading never changes what others read. */
public interface Series {

    Definition definition();

    /** One value a label, in the order of {@link Definition#labels()}, as they were recorded. */
    List<String> labelValues();

    /** Dense from 0 and stable, so that sinks can keep what they know of a series in an array. */
    int index();

    /** Whether this is where the values over a limit went ({@code _other}). */
    boolean isFolded();
}
