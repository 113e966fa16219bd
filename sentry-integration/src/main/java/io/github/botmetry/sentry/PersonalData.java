package io.github.botmetry.sentry;

import io.sentry.Sentry;
import io.sentry.SentryOptions;

/** What the bot told Sentry's SDK about personal data. */
final class PersonalData {

    private PersonalData() {}

    /** Whether the bot wants it sent. Deprecated since there are finer settings, none of which is about what a user wrote. */
    @SuppressWarnings("deprecation")
    static boolean isWanted() {
        SentryOptions options = Sentry.getGlobalScope().getOptions();
        return options.isSendDefaultPii() && !isUserRefused(options);
    }

    /** Whether the bot has said no to data of users, in the setting of newer SDKs. */
    static boolean isUserRefused() {
        return isUserRefused(Sentry.getGlobalScope().getOptions());
    }

    /** Not called by name: 8.53 and older do not have it. */
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
