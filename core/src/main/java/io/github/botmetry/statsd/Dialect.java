package io.github.botmetry.statsd;

import java.util.List;
import java.util.Locale;

/** Choose the dialect of StatsD that the server understands. */
public enum Dialect {

    /**
     * etsy's statsd and everything that takes its lines, such as Graphite behind it: labels are path segments.
     *
     * @see <a href="https://github.com/statsd/statsd/blob/master/docs/metric_types.md">statsd's metric types</a>
     */
    PLAIN,

    /**
     * The Datadog agent and Vector, Telegraf or statsd_exporter with its extensions: labels are tags.
     *
     * @see <a href="https://docs.datadoghq.com/developers/dogstatsd/datagram_shell/">DogStatsD's datagrams</a>
     */
    DOGSTATSD;

    private static final List<String> DERIVED_BY_EXPORTERS = List.of(".count", ".sum", ".bucket");
    private static final List<String> DERIVED_BY_AGENTS =
            List.of(".count", ".sum", ".avg", ".min", ".max", ".median", ".95percentile", ".bucket");

    LineEncoder encoder(WireNames names) {
        return switch (this) {
            case PLAIN -> new PlainEncoder(names);
            case DOGSTATSD -> new DogStatsDEncoder(names);
        };
    }

    /** Endings of the names that a server derives from a timer's name. */
    List<String> derivedFromTimers() {
        return this == PLAIN ? DERIVED_BY_EXPORTERS : DERIVED_BY_AGENTS;
    }

    /** The name as the server stores it: Datadog turns a dash into an underscore and merges repeated underscores. */
    String nameSeenAs(String name) {
        return this == PLAIN ? name : name.replace('-', '_').replaceAll("_{2,}", "_");
    }

    /**
     * The label value as the server stores it: Datadog uses lower case and merges repeated underscores.
     *
     * @see <a href="https://docs.datadoghq.com/getting_started/tagging/#define-tags">Datadog's rules for tags</a>
     */
    String valueSeenAs(String value) {
        return this == PLAIN ? value : value.toLowerCase(Locale.ROOT).replaceAll("_+(?=_|$)", "");
    }
}
