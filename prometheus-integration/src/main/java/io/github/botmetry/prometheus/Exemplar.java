package io.github.botmetry.prometheus;

import io.github.botmetry.event.TraceContext;

/**
 * One duration of a bucket, and the trace that shows where its time went.
 *
 * @param epochMillis when it was recorded, for Prometheus
 * @param takenNanos the same by {@link System#nanoTime()}, for its age
 */
record Exemplar(TraceContext trace, long nanos, long epochMillis, long takenNanos) {}
