package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.guard.Warnings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each variable of a module is in core's table with the module's artifact, and in docs/configuration.md; nothing else is. */
class VariablesReferenceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);
    private static final Pattern MODULE = Pattern.compile(".*/([a-z-]+)/target/.*");

    private static Map<String, String> artifacts() {
        Map<String, String> artifacts = new TreeMap<>();
        for (IntegrationProvider provider : Providers.all(new Warnings(true))) {
            Matcher module = MODULE.matcher(provider.getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            assertThat(module.matches()).as(provider.getClass().getName()).isTrue();
            provider.variables().forEach(variable -> artifacts.put(variable.name(), "botmetry-" + module.group(1)));
        }
        return artifacts;
    }

    @Test
    void artifacts_ofAllVariables_areThoseOfTheirProviders() {
        assertThat(new TreeMap<>(Artifacts.OF_VARIABLES)).isEqualTo(artifacts());
    }

    @Test
    void variables_areDocumented_andWhatIsDocumentedIsAVariable() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher row = DOCUMENTED.matcher(Files.readString(ROOT.resolve("docs/configuration.md")));
        while (row.find()) {
            documented.add(row.group(1));
        }
        Set<String> all = new TreeSet<>(artifacts().keySet());
        all.addAll(Set.of("BOTMETRY_ENABLED", "BOTMETRY_INSTANCE"));
        assertThat(documented).isEqualTo(all);
    }
}
