package com.example.slow;

import io.github.botmetry.Integration;
import io.github.botmetry.IntegrationProvider;
import io.github.botmetry.Variable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Installs {@link SlowCommands}, which logs each, where SLOW_COMMANDS_LIMIT is set. */
public final class SlowCommandsProvider implements IntegrationProvider {

    private static final Variable LIMIT = new Variable("SLOW_COMMANDS_LIMIT", "a duration such as PT2S", "the limit");

    @Override
    public List<Variable> variables() {
        return List.of(LIMIT);
    }

    @Override
    public @Nullable Integration create(Function<String, @Nullable String> environment) {
        return LIMIT.parse(environment, text -> new SlowCommands(duration(text), SlowCommandsProvider::log));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void log(String command) {
        LoggerFactory.getLogger(SlowCommands.class).info("{} was slow", command);
    }
}
