package io.github.botmetry;

/** Add a place that numbers and failures go to, or that they come from; given to {@link Botmetry.Builder#install}. */
public interface Integration {

    /** Names it in {@link Botmetry#health()} and in the log, such as {@code statsd}. */
    String name();

    /** Says in the one line that is logged at the start what it is and where it sends, and how often; its name by default. */
    default String description() {
        return name();
    }

    /**
     * Says what to do where a class that it needs is not on the class path, or of another version: the coordinates of the
     * libraries that the bot has to bring, such as {@code add io.sentry:sentry, 8.0.0 or newer}.
     */
    default String needs() {
        return "use the versions of its libraries that its documentation names";
    }

    /**
     * Connects it. Bad configuration throws, a server that is not there does not.
     *
     * @throws IllegalArgumentException naming the argument, its value and the rule
     */
    void install(Wiring wiring);
}
