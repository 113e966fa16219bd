package io.github.botmetry.stats;

/** Why something was not recorded. */
enum Refusal {
    /** A null or empty name. */
    NAME("name", "a name must not be null or empty"),
    /** NaN, an infinity, a negative count or duration. */
    VALUE("value", "a value must be finite, a count and a duration must not be negative"),
    /** A name that another kind, or another name of the same Prometheus form, has taken. */
    COLLISION("collision", "a name belongs to whoever used it first"),
    /** Another number of label values than labels, or a null among them. */
    LABELS("labels", "label values must be as many as labels, and not null");

    private final String reason;
    private final String rule;

    Refusal(String reason, String rule) {
        this.reason = reason;
        this.rule = rule;
    }

    String reason() {
        return reason;
    }

    String rule() {
        return rule;
    }
}
