package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code .github} can be read by GitHub; its own workflows may do little and run only what is pinned. */
class GithubFilesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path FOLDER = ROOT.resolve(".github");
    private static final Pattern STEP = Pattern.compile("^\\s*(?:- )?uses: (.*)$", Pattern.MULTILINE);
    private static final String PINNED = "[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+";

    @Test
    void files_areYaml() throws IOException {
        for (Path file : files(FOLDER)) {
            assertThat(load(file)).as(file.toString()).isInstanceOf(Map.class);
        }
    }

    @Test
    void workflows_onlyRead_areBounded_andRunWhatIsPinned() throws IOException {
        for (Path file : files(FOLDER.resolve("workflows"))) {
            Map<String, Object> workflow = mapping(load(file));
            assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
            mapping(workflow.get("jobs"))
                    .values()
                    .forEach(job -> assertThat(mapping(job))
                            .doesNotContainKey("permissions")
                            .containsKey("timeout-minutes"));
            assertThat(STEP.matcher(Files.readString(file)).results().map(step -> step.group(1)))
                    .isNotEmpty()
                    .allMatch(action -> action.matches(PINNED));
        }
    }

    @Test
    void gate_runsOnTheOldestAndTheNewestJava() throws IOException {
        String workflow = Files.readString(FOLDER.resolve("workflows/ci.yml"));

        assertThat(workflow).contains("run: .ci/run").contains("java: [\"17\", \"25\"]");
        assertThat(Files.isExecutable(ROOT.resolve(".ci/run"))).isTrue();
    }

    @Test
    void forms_askForVersions_andWarnOfTokens() throws IOException {
        Path forms = FOLDER.resolve("ISSUE_TEMPLATE");

        assertThat(required(forms.resolve("bug.yml"))).contains("seen", "log", "version", "jda");
        assertThat(required(forms.resolve("feature.yml"))).contains("question", "version", "jda");
        assertThat(Files.readString(forms.resolve("bug.yml"))).contains("Take out tokens");
    }

    /** The ids of the fields that have to be filled in; an id stands once, and each field has a label. */
    private static List<String> required(Path form) throws IOException {
        List<String> ids = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (Object element : (List<?>) mapping(load(form)).get("body")) {
            Map<String, Object> field = mapping(element);
            if (!"markdown".equals(field.get("type"))) {
                String id = String.valueOf(field.get("id"));
                ids.add(id);
                assertThat(mapping(field.get("attributes"))).as(id).containsKey("label");
                if (field.containsKey("validations")
                        && Boolean.TRUE.equals(mapping(field.get("validations")).get("required"))) {
                    required.add(id);
                }
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        return required;
    }

    private static Object load(Path file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(strict)).load(Files.readString(file));
    }

    @SuppressWarnings("unchecked") // keys of these files are strings
    private static Map<String, Object> mapping(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files =
                    all.filter(file -> file.toString().endsWith(".yml")).toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }
}
