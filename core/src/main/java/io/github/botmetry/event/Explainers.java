package io.github.botmetry.event;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Guard;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions that find Discord's answer in exceptions of chat libraries. Thread-safe. */
final class Explainers {

    private final List<Function<Throwable, @Nullable DiscordError>> all = new CopyOnWriteArrayList<>();
    private final Guard guard;

    Explainers(Guard guard) {
        this.guard = guard;
    }

    void add(Function<Throwable, @Nullable DiscordError> explainer) {
        all.add(explainer);
    }

    /** The first answer to the exception or one of its causes; null if there is none. */
    @Nullable
    DiscordError explain(Throwable error) {
        for (Throwable cause : Causes.of(error)) {
            for (Function<Throwable, @Nullable DiscordError> explainer : all) {
                DiscordError answer = guard.callOrNull(() -> explainer.apply(cause));
                if (answer != null) {
                    return answer;
                }
            }
        }
        return null;
    }
}
