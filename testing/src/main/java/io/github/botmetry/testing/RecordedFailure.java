package io.github.botmetry.testing;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read one failure as an observer was notified of it.
 *
 * @param id id of its report, which {@code botmetry.report(…)} returns unless an earlier observer gave one
 * @param failure the exception, and the place that noticed it
 * @param event a copy of the event that failed or in which it was reported; null if there was none
 */
public record RecordedFailure(
        String id, Failure failure, @Nullable BotEvent event) {

    public RecordedFailure {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(failure, "failure");
    }

    public Throwable error() {
        return failure.error();
    }

    /** Name of the command, component, task or event, such as {@code ping}; empty outside of every event. */
    public String name() {
        return event == null ? "" : event.name();
    }

    /** Id of the user; 0 if there is none, {@link BotEvent#WITHHELD} if the user opted out. */
    public long userId() {
        return event == null ? 0 : event.userId();
    }

    /** Link that a report shows; null if there is none. */
    public @Nullable String jumpUrl() {
        return event == null ? null : event.jumpUrl();
    }

    @Override
    public String toString() {
        String where = event == null ? "outside of every event" : "in " + event;
        return failure.source().label() + " " + failure.error() + " " + where;
    }
}
