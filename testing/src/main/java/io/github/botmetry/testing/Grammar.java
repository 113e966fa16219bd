package io.github.botmetry.testing;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules of both dialects, checked in order, so that an error names the broken one. */
final class Grammar {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern RATE = Pattern.compile("0\\.[0-9]+|1(\\.0+)?");
    private static final Pattern TAG = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*):([^\\s\\p{Cntrl},|:#;]+)");

    private final String line;

    private Grammar(String line) {
        this.line = line;
    }

    static StatsDLine parse(String line, boolean tagged) {
        return new Grammar(line).parse(tagged);
    }

    private StatsDLine parse(boolean tagged) {
        int colon = line.indexOf(':');
        require(colon > 0, "a name and a colon come first");
        String name = line.substring(0, colon);
        require(NAME.matcher(name).matches(), "the name is segments of [A-Za-z0-9_-] with one dot between them");
        String[] fields = line.substring(colon + 1).split("\\|", -1);
        require(fields.length >= 2, "the name is followed by value|type");
        StatsDLine.Type type = type(fields[1]);
        number(fields[0], type);
        int next = 2;
        BigDecimal rate = BigDecimal.ONE;
        if (next < fields.length && fields[next].startsWith("@")) {
            rate = rate(fields[next++].substring(1), type);
        }
        Map<String, String> tags = Map.of();
        if (tagged && next < fields.length && fields[next].startsWith("#")) {
            tags = tags(fields[next++].substring(1));
        }
        require(next == fields.length, "nothing follows but |@rate" + (tagged ? " and then |#tags" : ""));
        return new StatsDLine(name, fields[0], type, rate, tags);
    }

    private StatsDLine.Type type(String code) {
        for (StatsDLine.Type type : StatsDLine.Type.values()) {
            if (type.code().equals(code)) {
                return type;
            }
        }
        throw new MalformedLineException(line, "the type is c, g or ms");
    }

    private void number(String text, StatsDLine.Type type) {
        require(NUMBER.matcher(text).matches(), "the value is a decimal number without exponent");
        if (text.startsWith("-")) {
            require(type == StatsDLine.Type.GAUGE, "only a gauge is negative");
            require(new BigDecimal(text).signum() != 0, "zero has no sign");
        }
    }

    private BigDecimal rate(String text, StatsDLine.Type type) {
        require(RATE.matcher(text).matches(), "the rate is a decimal number in (0,1] without exponent");
        require(type != StatsDLine.Type.GAUGE, "a gauge has no rate");
        BigDecimal rate = new BigDecimal(text);
        require(rate.signum() > 0, "the rate is more than 0");
        // statsd_exporter and Telegraf repeat a timing (int)(1 / rate) times: any other rate counts wrongly there.
        int repeats = (int) (1 / rate.doubleValue());
        require(
                rate.multiply(BigDecimal.valueOf(repeats)).compareTo(BigDecimal.ONE) == 0,
                "the rate is exactly 1 divided by a whole number");
        return rate;
    }

    private Map<String, String> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : text.split(",", -1)) {
            var parts = TAG.matcher(tag);
            require(parts.matches(), "a tag is key:value, without space, comma, colon, semicolon, | and # in it");
            require(tags.put(parts.group(1), parts.group(2)) == null, "a tag comes once");
        }
        return tags;
    }

    private void require(boolean kept, String rule) {
        if (!kept) {
            throw new MalformedLineException(line, rule);
        }
    }
}
