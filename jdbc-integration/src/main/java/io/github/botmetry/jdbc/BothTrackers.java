package io.github.botmetry.jdbc;

import com.zaxxer.hikari.metrics.IMetricsTracker;

/** Calls our tracker and then the bot's own, whose exceptions reach its pool as before. */
record BothTrackers(IMetricsTracker ours, IMetricsTracker own) implements IMetricsTracker {

    @Override
    public void recordConnectionCreatedMillis(long millis) {
        ours.recordConnectionCreatedMillis(millis);
        own.recordConnectionCreatedMillis(millis);
    }

    @Override
    public void recordConnectionAcquiredNanos(long nanos) {
        ours.recordConnectionAcquiredNanos(nanos);
        own.recordConnectionAcquiredNanos(nanos);
    }

    @Override
    public void recordConnectionUsageMillis(long millis) {
        ours.recordConnectionUsageMillis(millis);
        own.recordConnectionUsageMillis(millis);
    }

    @Override
    public void recordConnectionTimeout() {
        ours.recordConnectionTimeout();
        own.recordConnectionTimeout();
    }

    @Override
    public void close() {
        own.close();
    }
}
