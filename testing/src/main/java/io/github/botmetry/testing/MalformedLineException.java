package io.github.botmetry.testing;

/** Read which line broke which rule of its dialect, in the message. */
public final class MalformedLineException extends IllegalArgumentException {

    private final String line;
    private final String rule;

    MalformedLineException(String line, String rule) {
        super("line must be valid: " + rule + ", was \"" + visible(line) + "\"");
        this.line = line;
        this.rule = rule;
    }

    public String line() {
        return line;
    }

    public String rule() {
        return rule;
    }

    /** Shows line breaks, which are a common mistake in names. */
    private static String visible(String line) {
        StringBuilder visible = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                visible.append(String.format("\\u%04x", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }
}
