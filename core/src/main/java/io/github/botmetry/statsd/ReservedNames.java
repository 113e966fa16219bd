package io.github.botmetry.statsd;

import java.util.Set;

/**
 * Avoids names that crash etsy's statsd: it keeps series in plain JavaScript objects, which already have these properties.
 *
 * @see <a href="https://tc39.es/ecma262/#sec-properties-of-the-object-prototype-object">Object.prototype</a>
 */
final class ReservedNames {

    private static final Set<String> OF_EVERY_OBJECT = Set.of(
            "constructor",
            "__proto__",
            "toString",
            "toLocaleString",
            "valueOf",
            "hasOwnProperty",
            "isPrototypeOf",
            "propertyIsEnumerable",
            "__defineGetter__",
            "__defineSetter__",
            "__lookupGetter__",
            "__lookupSetter__");

    private ReservedNames() {}

    /** Returns the name, with an underscore behind it if it is reserved. */
    static String safe(String wholeName) {
        return OF_EVERY_OBJECT.contains(wholeName) ? wholeName + '_' : wholeName;
    }
}
