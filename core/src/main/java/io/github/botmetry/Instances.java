package io.github.botmetry;

import io.github.botmetry.guard.Printable;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks the name of a process, which becomes a part of metric names and a value of labels. */
final class Instances {

    static final String RULE = "1 to 100 characters, without blanks, quotes and what cannot be seen";

    private static final Pattern NAME = Pattern.compile("[^\\p{C}\\p{Z}\"']{1,100}");

    private Instances() {}

    /** @throws IllegalArgumentException with the value and the rule */
    static String require(String instance) {
        if (!NAME.matcher(Objects.requireNonNull(instance, "instance")).matches()) {
            throw new IllegalArgumentException("instance must be " + RULE + ", was " + Printable.quoted(instance));
        }
        return instance;
    }
}
