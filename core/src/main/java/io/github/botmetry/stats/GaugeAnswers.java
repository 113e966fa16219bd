package io.github.botmetry.stats;

import org.jspecify.annotations.Nullable;

/**
 * Read how well the suppliers of gauges answer.
 *
 * @param hanging how many have not come back within their limit and hold a thread each
 * @param areFine whether all answered without an exception when they were asked last
 * @param lastError names those that hang or throw, and why; the last exception if all answer again, null if there was none
 */
public record GaugeAnswers(
        int hanging, boolean areFine, @Nullable String lastError) {}
