package io.github.botmetry.sentry;

import io.sentry.Sentry;
import io.sentry.SentryOptions;

/** Reads the bot's settings of Sentry's SDK about personal data. */
final class PersonalData {

    private PersonalData() {}

    /** Returns true if the bot sends it. Deprecated in favour of finer settings, none of which covers a user's text. */
    @SuppressWarnings("deprecation")
    static boolean isWanted() {
        SentryOptions options = Sentry.getGlobalScope().getOptions();
        return options.isSendDefaultPii() && !isUserRefused(options);
    }

    /** Returns true if the bot refuses data about users, in the setting of newer SDKs. */
    static boolean isUserRefused() {
        return isUserRefused(Sentry.getGlobalScope().getOptions());
    }

    /** Calls the setting by reflection, since 8.53 and older do not have it. */
    private static boolean isUserRefused(SentryOptions options) {
        try {
            Object collection =
                    SentryOptions.class.getMethod("getDataCollection").invoke(options);
            return collection != null
                    && Boolean.FALSE.equals(
                            collection.getClass().getMethod("getUserInfo").invoke(collection));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
