package io.github.botmetry.stats;

/** Why something was not recorded. */
enum Refusal {
    /** A null or empty name, or an undeclared one of those that Botmetry has for itself. */
    NAME("name", "a name must not be null or empty, nor begin with botmetry.; a template must be dotted.name.{label}"),
    /** NaN, an infinity, a negative count or duration, a count that is too large, a point in time instead of a duration. */
    VALUE("value", "a value must be finite, a count 0 to 2^53 and its total below 2^62, a duration 0 to 365 days"),
    /** A name that another kind or declaration has taken. */
    COLLISION("collision", "a name belongs to its first user"),
    /** Another number of label values than labels, or a null among them. */
    LABELS("labels", "label values must be as many as labels, and not null"),
    /** Recorded after the close. */
    CLOSED("closed", "Botmetry is closed; record before close(), what comes later is only counted");

    private final String reason;
    private final String code;
    private final String rule;

    Refusal(String reason, String rule) {
        this.reason = reason;
        this.code = "refused-" + reason;
        this.rule = rule;
    }

    String reason() {
        return reason;
    }

    /** The code of its warnings. */
    String code() {
        return code;
    }

    String rule() {
        return rule;
    }
}
