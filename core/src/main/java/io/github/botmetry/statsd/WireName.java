package io.github.botmetry.statsd;

/**
 * What stands before and after the value in a line.
 *
 * @param name before the colon
 * @param tags after type and sample rate, such as {@code |#command:ping}; empty for none
 */
record WireName(String name, String tags) {

    String line(String value, String typeAndRate) {
        return name + ':' + value + '|' + typeAndRate + tags;
    }
}
