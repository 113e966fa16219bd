package io.github.botmetry.prometheus;

import io.github.botmetry.event.TraceContext;

/** One duration of a bucket, and the trace that shows where its time went. */
record Exemplar(TraceContext trace, long nanos, long epochMillis) {}
