package io.github.botmetry;

import io.github.botmetry.guard.Causes;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.statsd.StatsDProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the providers of integrations.
 *
 * <p>A thread of a common pool, of a plug-in or of a fat jar's launcher may have a context class loader that does not know the
 * bot's jars; the one that loaded us knows at least ours.
 */
final class Providers {

    /** Limit for broken entries of service files, since a broken loader may give them for ever. */
    private static final int MAX_BROKEN = 100;

    private final Map<String, IntegrationProvider> byClass = new LinkedHashMap<>();
    private final Warnings warnings;

    private Providers(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Gives all providers; those of core need no service file, since shaded jars lose them. */
    static List<IntegrationProvider> all(Warnings warnings) {
        Providers found = new Providers(warnings);
        found.add(new StatsDProvider());
        found.addThoseOf(Providers.class.getClassLoader());
        found.addThoseOf(Thread.currentThread().getContextClassLoader());
        return new ArrayList<>(found.byClass.values());
    }

    private void add(IntegrationProvider provider) {
        byClass.putIfAbsent(provider.getClass().getName(), provider);
    }

    private void addThoseOf(@Nullable ClassLoader loader) {
        if (!knowsUs(loader)) {
            return;
        }
        Iterator<IntegrationProvider> all =
                ServiceLoader.load(IntegrationProvider.class, loader).iterator();
        for (int broken = 0; broken < MAX_BROKEN; ) {
            try {
                if (!all.hasNext()) {
                    return;
                }
                add(all.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                broken++;
                warnings.warn(
                        "provider-broken",
                        IntegrationProvider.class.getName(),
                        "an entry of a service file cannot be loaded: " + Causes.describe(e),
                        "use one version of all of Botmetry's artifacts");
            }
        }
    }

    /** False if the loader has another Botmetry, as plug-ins may bring: its providers are not for this one. */
    private static boolean knowsUs(@Nullable ClassLoader loader) {
        try {
            return Class.forName(IntegrationProvider.class.getName(), false, loader) == IntegrationProvider.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
