package io.github.botmetry;

import java.util.Map;

/** Finds the artifact of Botmetry that reads a variable, so that a warning of an unused one can name it. */
final class Artifacts {

    private static final String CORE = "botmetry-core";
    private static final String PROMETHEUS = "botmetry-prometheus-integration";

    static final Map<String, String> OF_VARIABLES = Map.of(
            "BOTMETRY_STATSD_HOST", CORE,
            "BOTMETRY_STATSD_PORT", CORE,
            "BOTMETRY_STATSD_PREFIX", CORE,
            "BOTMETRY_STATSD_DIALECT", CORE,
            "BOTMETRY_METRICS_ADDRESS", PROMETHEUS,
            "BOTMETRY_METRICS_PORT", PROMETHEUS,
            "BOTMETRY_METRICS_TOKEN_FILE", PROMETHEUS,
            "SENTRY_DSN", "botmetry-sentry-integration");

    private Artifacts() {}
}
