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
 * Remembers until a report is written whose names and ids may not be in it, whoever put them there: the bot may have set a tag,
 * or written a name into an exception.
 */
final class Withholding {

    private final Privacy privacy;
    private final Map<Object, List<String>> withheld = Collections.synchronizedMap(new WeakHashMap<>());

    Withholding(Privacy privacy) {
        this.privacy = privacy;
    }

    /** Takes the user off the report if it is somebody who opted out, and notes what may not be in the rest of it. */
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

    /** The ids and names that may not be in this report; empty of what is no report. */
    List<String> of(@Nullable Object entity) {
        List<String> known = entity == null ? null : withheld.get(entity);
        return known == null ? List.of() : known;
    }
}
