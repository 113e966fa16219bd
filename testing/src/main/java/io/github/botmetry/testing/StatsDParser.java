package io.github.botmetry.testing;

/** Parse lines of one dialect of StatsD strictly: lines that servers read differently are refused. */
public interface StatsDParser {

    /**
     * Parses one line, without its line break.
     *
     * @throws MalformedLineException naming the line and the rule it breaks
     */
    StatsDLine parse(String line);

    /** True if a gauge with a sign changes the value instead of setting it. */
    boolean signIsDelta();
}
