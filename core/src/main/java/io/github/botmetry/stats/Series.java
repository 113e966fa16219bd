package io.github.botmetry.stats;

import java.util.List;

/** Read one definition with one set of label values, as a sink does. Reading never changes what others read. */
public interface Series {

    Definition definition();

    /** One value for each label, in the order of {@link Definition#labels()}, as recorded. */
    List<String> labelValues();

    /** Number of the series, dense from 0 and stable, so that a sink can keep its state of a series in an array. */
    int index();

    /** True for the series {@code _other}, which holds values over a limit. */
    boolean isFolded();
}
