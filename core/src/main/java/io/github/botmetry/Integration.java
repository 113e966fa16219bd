package io.github.botmetry;

/** Implement this to add a destination or a source of numbers and failures, for {@link Botmetry.Builder#install}. */
public interface Integration {

    /** Name in {@link Botmetry#health()} and in the log, such as {@code statsd}. */
    String name();

    /** Description in the log line of the start: its name, where it sends and how often; its name by default. */
    default String description() {
        return name();
    }

    /**
     * Advice for a warning that a class is missing or of another version: the libraries that the bot has to add, such as
     * {@code add io.sentry:sentry, 8.0.0 or newer}.
     */
    default String needs() {
        return "use the versions of its libraries that its documentation names";
    }

    /**
     * Connects the integration. Throws on bad configuration, but not for a server that does not answer.
     *
     * @throws IllegalArgumentException naming the argument, its value and the rule
     */
    void install(Wiring wiring);
}
