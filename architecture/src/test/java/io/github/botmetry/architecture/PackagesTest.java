package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A package is one that a reader takes in, and so is a knot: the files that use each other in a loop, none of which can be
 * understood without the others. That packages make no loop is a rule of {@link ArchitectureTest}.
 */
class PackagesTest {

    private static final int FILES = 60;
    private static final int FILES_OF_A_KNOT = 8;
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(io\\.github\\.botmetry(?:\\.[a-z]+)*)\\.[A-Z]", Pattern.MULTILINE);

    private static JavaClasses classes;
    private static List<ModuleFiles> modules;

    /** Leaves all classes of others unread, which takes most of the time elsewhere. */
    @BeforeAll
    static void measure() {
        classes = ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .withImportOption(new OursOnly())
                    .importPackages(Layers.ROOT);
        });
        modules = Modules.published().stream()
                .map(module -> ModuleFiles.of(module, classes))
                .toList();
        modules.forEach(module -> System.out.println(module.describe()));
    }

    @Test
    void packages_haveAtMost60Files() {
        Map<String, Integer> tooLarge = new TreeMap<>();
        modules.forEach(module -> tooLarge.putAll(module.packageSizes()));
        tooLarge.values().removeIf(files -> files <= FILES);

        assertThat(tooLarge).as("packages of more than %d files", FILES).isEmpty();
    }

    @Test
    void knots_haveAtMost8Files() {
        List<Set<String>> tooLarge = modules.stream()
                .map(ModuleFiles::largestKnot)
                .filter(knot -> knot.size() > FILES_OF_A_KNOT)
                .toList();

        assertThat(tooLarge)
                .as("files that use each other in a loop, more than %d", FILES_OF_A_KNOT)
                .isEmpty();
    }

    /** The compiler copies a constant of another class, and the class file says nothing of it; the source does. */
    @Test
    void imports_makeNoLoopOfPackages() {
        Map<String, Set<String>> imported = new TreeMap<>();
        for (String module : Modules.published()) {
            for (String file : Modules.filesOf(module)) {
                String own = file.substring(0, file.lastIndexOf('.'));
                Set<String> others = imported.computeIfAbsent(own, unused -> new TreeSet<>());
                IMPORT.matcher(Modules.source(module, file))
                        .results()
                        .map(found -> found.group(1))
                        .filter(other -> !other.equals(own))
                        .forEach(others::add);
            }
        }
        imported.get(Layers.ROOT).remove(Layers.ROOT + ".statsd"); // as in the rule of ArchitectureTest

        assertThat(Knots.in(imported)).isEmpty();
    }

    @Test
    void files_areAllMeasured() {
        for (String module : Modules.published()) {
            assertThat(Modules.filesOf(module)).as(module).isNotEmpty().allMatch(classes::contain, "is imported");
        }
    }
}
