package io.github.botmetry.stats;

import org.jspecify.annotations.Nullable;

/**
 * Read the state of the suppliers of gauges.
 *
 * @param hanging number of suppliers that exceeded their limit and hold a thread each
 * @param areFine true if all answered their last call without an exception
 * @param lastError names the suppliers that hang or throw; the last exception if all answer again, null if there was none
 */
public record GaugeAnswers(
        int hanging, boolean areFine, @Nullable String lastError) {}
