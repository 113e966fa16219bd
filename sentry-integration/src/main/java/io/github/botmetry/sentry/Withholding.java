package io.github.botmetry.sentry;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.sentry.SentryBaseEvent;
import io.sentry.protocol.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, until a report is written, the names and ids that must not be in it: the bot itself may have put one into a tag or
 * an exception.
 */
final class Withholding {

    private final Privacy privacy;
    private final Map<Object, List<String>> withheld = Collections.synchronizedMap(new WeakHashMap<>());

    Withholding(Privacy privacy) {
        this.privacy = privacy;
    }

    /** Removes a user who opted out from the report, and notes the names and ids that must not be in the rest of it. */
    void apply(SentryBaseEvent report, @Nullable BotEvent event) {
        if (!privacy.hasOptOuts()) {
            return;
        }
        if (isOfWithheldUser(report.getUser(), event)) {
            report.setUser(null);
        }
        List<String> all = new ArrayList<>();
        for (BotEvent next = event; next != null; next = next.parent()) {
            all.addAll(next.withheld());
        }
        if (!all.isEmpty()) {
            withheld.put(report, all);
        }
    }

    private boolean isOfWithheldUser(@Nullable User user, @Nullable BotEvent event) {
        if (user == null) {
            return false;
        }
        boolean isEventOfWithheld = event != null && !privacy.allowsUser(event.userId());
        return isEventOfWithheld || (user.getId() != null && isWithheld(user.getId()));
    }

    private boolean isWithheld(String id) {
        try {
            return !privacy.allowsUser(Long.parseUnsignedLong(id));
        } catch (NumberFormatException noSnowflake) {
            return false;
        }
    }

    /** Returns the ids and names that must not be in this report; empty if the object is not a report. */
    List<String> of(@Nullable Object entity) {
        List<String> known = entity == null ? null : withheld.get(entity);
        return known == null ? List.of() : known;
    }
}
