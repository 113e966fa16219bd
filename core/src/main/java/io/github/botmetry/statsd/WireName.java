package io.github.botmetry.statsd;

import java.nio.charset.StandardCharsets;

/** Name and tags of a series on the wire. */
final class WireName {

    private final String name;
    private final String[] tags;
    private final int bytes;

    /**
     * @param name the text before the colon
     * @param tags such as {@code command:ping}; none in the plain dialect
     */
    WireName(String name, String... tags) {
        this.name = name;
        this.tags = tags;
        int sum = utf8Bytes(name);
        for (String tag : tags) {
            sum += utf8Bytes(tag) + 1;
        }
        this.bytes = sum;
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    String name() {
        return name;
    }

    String[] tags() {
        return tags;
    }

    /** The bytes that name and tags take in a line. */
    int bytes() {
        return bytes;
    }
}
