package io.github.botmetry.sentry;

import io.sentry.Breadcrumb;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a report to Sentry's limits, which its SDK does not keep: Sentry refuses an event of more than 1 MB, and shows only the
 * first 8,192 characters of a value.
 *
 * @see <a href="https://develop.sentry.dev/sdk/data-model/envelopes/#size-limits">Size limits</a>
 */
final class Limits {

    static final int MAX_VALUE = 8_192;
    static final int MAX_EXCEPTIONS = 50;
    static final int MAX_FRAMES = 250;

    /** The limit of all exceptions together: some 400 kB. */
    private static final int MAX_ALL_FRAMES = 1_500;

    private static final int MAX_ALL_VALUES = 100_000;
    private static final int MAX_BREADCRUMB = 2_048;

    private Limits() {}

    static void apply(SentryBaseEvent report) {
        if (report instanceof SentryEvent event) {
            cutExceptions(event);
            cutMessage(event.getMessage());
        }
        if (report.getBreadcrumbs() != null) {
            report.getBreadcrumbs().forEach(Limits::cutBreadcrumb);
        }
    }

    private static void cutExceptions(SentryEvent event) {
        List<SentryException> all = event.getExceptions();
        if (all == null || all.isEmpty()) {
            return;
        }
        List<SentryException> kept = middleCut(all, MAX_EXCEPTIONS);
        int frames = Math.min(MAX_FRAMES, MAX_ALL_FRAMES / kept.size());
        int characters = Math.min(MAX_VALUE, MAX_ALL_VALUES / kept.size());
        for (SentryException exception : kept) {
            if (exception.getValue() != null) {
                exception.setValue(cut(exception.getValue(), characters));
            }
            cutFrames(exception.getStacktrace(), frames);
        }
        if (kept.size() < all.size()) {
            event.setExceptions(kept);
        }
    }

    private static void cutFrames(@Nullable SentryStackTrace trace, int limit) {
        List<SentryStackFrame> frames = trace == null ? null : trace.getFrames();
        if (trace != null && frames != null && frames.size() > limit) {
            trace.setFrames(middleCut(frames, limit));
        }
    }

    /** Keeps both ends, which show where it began and where it was caught. */
    private static <T> List<T> middleCut(List<T> all, int limit) {
        if (all.size() <= limit) {
            return all;
        }
        List<T> ends = new ArrayList<>(all.subList(0, limit / 2));
        ends.addAll(all.subList(all.size() - (limit - limit / 2), all.size()));
        return ends;
    }

    private static void cutMessage(@Nullable Message message) {
        if (message == null) {
            return;
        }
        if (message.getFormatted() != null) {
            message.setFormatted(cut(message.getFormatted(), MAX_VALUE));
        }
        if (message.getMessage() != null) {
            message.setMessage(cut(message.getMessage(), MAX_VALUE));
        }
        if (message.getParams() != null) {
            message.setParams(message.getParams().stream()
                    .limit(MAX_EXCEPTIONS)
                    .map(parameter -> cut(String.valueOf(parameter), MAX_BREADCRUMB))
                    .toList());
        }
    }

    private static void cutBreadcrumb(Breadcrumb breadcrumb) {
        if (breadcrumb.getMessage() != null) {
            breadcrumb.setMessage(cut(breadcrumb.getMessage(), MAX_BREADCRUMB));
        }
        for (Map.Entry<String, Object> entry : breadcrumb.getData().entrySet()) {
            if (entry.getValue() instanceof String text && text.length() > MAX_BREADCRUMB) {
                breadcrumb.setData(entry.getKey(), cut(text, MAX_BREADCRUMB));
            }
        }
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : Tags.cut(text, limit - 3) + "...";
    }
}
