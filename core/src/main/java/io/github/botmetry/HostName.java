package io.github.botmetry;

import io.github.botmetry.guard.Printable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Check the spelling of a host without looking it up.
 *
 * <p>An impossible name is thus an error at the start and not a failure of each flush. Underscores are allowed, since compose
 * files use them, though internet names do not.
 */
public final class HostName {

    /** The rule for a host, to stand behind "must be". */
    public static final String RULE = "the name or address of a host, without port, scheme, blanks or quotes";

    private static final int MAX_LENGTH = 253;
    private static final String NUMBER = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern ADDRESS_4 = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");
    private static final Pattern ONLY_NUMBERS = Pattern.compile("[0-9.]*|(?i)0x[0-9a-f.x]*");
    private static final Pattern ADDRESS_6 = Pattern.compile("\\[?(?=.*:.*:)[0-9A-Fa-f:.]+(%[\\w.-]+)?]?");
    private static final Pattern NAME = Pattern.compile("\\w([\\w-]{0,61}\\w)?(\\.\\w([\\w-]{0,61}\\w)?)*\\.?");

    private HostName() {}

    /**
     * Returns the host unchanged.
     *
     * @throws IllegalArgumentException naming the value and the rule
     */
    public static String require(String host) {
        Objects.requireNonNull(host, "host");
        boolean isName =
                NAME.matcher(host).matches() && !ONLY_NUMBERS.matcher(host).matches() && host.length() <= MAX_LENGTH;
        if (!isName
                && !ADDRESS_4.matcher(host).matches()
                && !ADDRESS_6.matcher(host).matches()) {
            throw new IllegalArgumentException("host must be " + RULE + ", was " + Printable.quoted(host));
        }
        return host;
    }
}
