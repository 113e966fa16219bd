package io.github.botmetry.stats;

/** The reason of a refusal. */
enum Refusal {
    /** A null or empty name, an undeclared name with Botmetry's prefix, or a wrong template. */
    NAME("name"),
    /** NaN, an infinity, a negative count or duration, a count that is too large, a point in time instead of a duration. */
    VALUE("value"),
    /** A name that another kind or declaration has taken. */
    COLLISION("collision"),
    /** Another number of label values than labels, or a null among them. */
    LABELS("labels"),
    /** Recorded after the close. */
    CLOSED("closed");

    private final String reason;
    private final String code;

    Refusal(String reason) {
        this.reason = reason;
        this.code = "refused-" + reason;
    }

    String reason() {
        return reason;
    }

    /** The code of its warnings. */
    String code() {
        return code;
    }
}
