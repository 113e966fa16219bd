package io.github.botmetry.demo;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code ./demo}.
 *
 * @param duration how long it runs; null until it is interrupted
 * @param statsd a real server that gets the datagrams; null for none
 */
record Options(@Nullable Duration duration, @Nullable InetSocketAddress statsd) {

    static final String USAGE = "usage: ./demo [--for 20s] [--statsd HOST:PORT]";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m)");

    /** @throws IllegalArgumentException with one line that says what is wrong */
    static Options parse(String... args) {
        Duration duration = null;
        InetSocketAddress statsd = null;
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--for" -> duration = duration(value(option, rest));
                case "--statsd" -> statsd = address(value(option, rest));
                default -> throw new IllegalArgumentException("unknown option " + option + "; " + USAGE);
            }
        }
        return new Options(duration, statsd);
    }

    private static String value(String option, Deque<String> rest) {
        String value = rest.poll();
        if (value == null) {
            throw new IllegalArgumentException(option + " needs a value; " + USAGE);
        }
        return value;
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("--for must be like 20s or 5m, was \"" + value + "\"");
        }
        long count = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(count) : Duration.ofMinutes(count);
    }

    private static InetSocketAddress address(String value) {
        int colon = value.lastIndexOf(':');
        String port = value.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(
                    "--statsd must be HOST:PORT with a port 1..65535, was \"" + value + "\"");
        }
        InetSocketAddress address = new InetSocketAddress(value.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("--statsd must name a host that can be found, was \"" + value + "\"");
        }
        return address;
    }
}
