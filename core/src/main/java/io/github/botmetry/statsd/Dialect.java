package io.github.botmetry.statsd;

/** Choose what the server at the other end understands. */
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

    LineEncoder encoder() {
        return switch (this) {
            case PLAIN -> new PlainEncoder();
            case DOGSTATSD -> new DogStatsDEncoder();
        };
    }
}
