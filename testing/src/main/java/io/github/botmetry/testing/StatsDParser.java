package io.github.botmetry.testing;

/** Parse lines of one dialect of StatsD strictly: what servers understand differently is refused. */
public interface StatsDParser {

    /**
     * Parses one line, without its line break.
     *
     * @throws MalformedLineException naming the line and the rule it breaks
     */
    StatsDLine parse(String line);

    /** Whether a gauge with a sign is a change of its value, and not the value itself. */
    boolean signIsDelta();
}
