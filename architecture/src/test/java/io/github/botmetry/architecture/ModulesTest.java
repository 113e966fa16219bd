package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every module of ours that is published is under the rules of this one, in the bom and in the README. */
class ModulesTest {

    @Test
    void modules_areOnTheClassPath() {
        assertThat(Modules.published()).contains("core", "testing", "prometheus-integration");
        for (String module : Modules.published()) {
            String type = Modules.filesOf(module).get(0);
            assertThat(getClass().getClassLoader().getResource(type.replace('.', '/') + ".class"))
                    .as("%s of %s, which has to be a dependency of architecture", type, module)
                    .isNotNull();
        }
    }

    @Test
    void modules_areInTheBom_andInTheReadme_andHaveOneOfTheirOwn() {
        String bom = Modules.read("bom/pom.xml");
        String readme = Modules.read("README.md");
        for (String module : Modules.published()) {
            assertThat(bom.contains("<artifactId>botmetry-" + module + "</artifactId>"))
                    .as("bom/pom.xml has botmetry-%s", module)
                    .isTrue();
            assertThat(readme.contains("[" + module + "](" + module + "/README.md)"))
                    .as("README.md has a row for %s", module)
                    .isTrue();
            assertThat(Modules.read(module + "/README.md"))
                    .as(module)
                    .contains("## What it does", "## Add it", "## Three lines", "## Limits");
        }
    }
}
