package io.github.botmetry.sentry;

import io.sentry.MonitorConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of the builder. */
record Settings(
        Isolation isolation,
        ErrorPolicy policy,
        boolean content,
        boolean optionValues,
        boolean userNames,
        List<String> secrets,
        Map<String, MonitorConfig> monitors,
        @Nullable String dsn) {

    Settings {
        secrets = List.copyOf(secrets);
        monitors = Map.copyOf(monitors);
    }
}
