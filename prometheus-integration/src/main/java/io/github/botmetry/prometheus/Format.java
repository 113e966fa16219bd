package io.github.botmetry.prometheus;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import org.jspecify.annotations.Nullable;

/** The two forms of a scrape: <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">exposition formats</a>. */
enum Format {
    TEXT(PrometheusTextFormatWriter.CONTENT_TYPE),
    /** The only format with exemplars, of buckets alone, since Prometheus before 2.43 drops a scrape with others. */
    OPEN_METRICS(OpenMetricsTextFormatWriter.CONTENT_TYPE);

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    /** Returns the format that a request's {@code Accept} header asks for. */
    static Format accepted(@Nullable String acceptHeader) {
        return OPEN_METRICS.library().accepts(acceptHeader) ? OPEN_METRICS : TEXT;
    }

    String contentType() {
        return contentType;
    }

    /** Returns the writer of other metrics, which in OpenMetrics also writes the mark of the end. */
    @SuppressWarnings("deprecation") // what comes instead is not there with the oldest Micrometer
    ExpositionFormatWriter library() {
        return switch (this) {
            case TEXT -> new PrometheusTextFormatWriter(false);
            case OPEN_METRICS -> new OpenMetricsTextFormatWriter(false, false);
        };
    }
}
