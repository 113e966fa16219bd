package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each thread that a module starts stands in docs/architecture.md under its name, and no other does. */
class ThreadsReferenceTest {

    private static final Pattern NAME =
            Pattern.compile("(?i:thread|daemon).*\"((?:shutdown-of-botmetry|botmetry-[a-z])[a-z-]*)\"");
    private static final Pattern WORKER = Pattern.compile("new Worker\\(\"([^\"]+)\"");
    private static final Pattern ROW =
            Pattern.compile("^\\| (`(?:botmetry-|shutdown-of-).*?`) \\| ", Pattern.MULTILINE);

    /** Those whose names are put together in the code. */
    private static final Set<String> COMPUTED =
            Set.of("botmetry-endpoint-limits", "botmetry-Micrometer's-meters-on-/metrics");

    @Test
    void threads_areDocumented_andWhatIsDocumentedIsAThread() {
        Set<String> started = new TreeSet<>(COMPUTED);
        for (String module : Modules.published()) {
            if (!Set.of("testing", "discord-simulator").contains(module)) {
                for (String type : Modules.filesOf(module)) {
                    addNames(Modules.source(module, type), started);
                }
            }
        }

        Set<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(Modules.read("docs/architecture.md"));
        while (row.find()) {
            for (String name : row.group(1).replace("`", "").split(", ")) {
                documented.add(name);
            }
        }
        assertThat(documented).contains("botmetry-log").isEqualTo(started);
    }

    private static void addNames(String source, Set<String> names) {
        String code = source.replaceAll("(?m)^\\s*(?:/\\*\\*|\\*|//).*$", "");
        NAME.matcher(code)
                .results()
                .map(found -> found.group(1))
                .forEach(name -> names.add(name.endsWith("-") ? name + "…" : name));
        WORKER.matcher(code)
                .results()
                .forEach(found -> names.add("botmetry-" + found.group(1).replace(' ', '-')));
    }
}
