package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.botmetry.Botmetry;
import io.github.botmetry.logback.LogbackIntegration;
import io.github.botmetry.newcomer.Newcomer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A module that is new is under the rules by itself: none of them has heard of {@link Newcomer}. */
class NewcomerTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importClasses(
                    Newcomer.class,
                    Botmetry.class,
                    io.github.botmetry.KnowsANewcomer.class,
                    LogbackIntegration.class,
                    io.github.botmetry.logback.KnowsANewcomer.class,
                    io.github.botmetry.stats.KnowsANewcomer.class,
                    io.github.botmetry.guard.KnowsANewcomer.class);

    private static List<String> offencesAgainst(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails();
    }

    @Test
    void newcomer_thatUsesWhatIsOfOthers_isFound() {
        assertThat(Stream.of(
                        ArchitectureTest.jda_isReadByItsIntegrationOnly,
                        ArchitectureTest.sentry_isCalledByItsIntegrationOnly,
                        ArchitectureTest.logback_isHeardByItsIntegrationOnly,
                        ArchitectureTest.warnings_areSaidInOnePlace,
                        ArchitectureTest.lines_areLoggedInOnePlace,
                        ArchitectureTest.builders_areKeptByNobody))
                .allSatisfy(rule -> assertThat(offencesAgainst(rule))
                        .as(rule.getDescription())
                        .anyMatch(NewcomerTest::isOfNewcomer));
    }

    @Test
    void newcomer_thatKnowsAnotherIntegration_isFound_andSoIsOneThatKnowsIt() {
        assertThat(offencesAgainst(ArchitectureTest.integrations_doNotKnowEachOther))
                .anyMatch(offence -> offence.contains("newcomer calls") || offence.contains("newcomer depends"))
                .anyMatch(offence -> offence.contains("logback calls") || offence.contains("logback depends"));
    }

    @Test
    void root_thatKnowsANewcomer_isACycle() {
        assertThat(offencesAgainst(ArchitectureTest.packages_haveNoCycles))
                .anyMatch(offence -> offence.contains("Slice botmetry ->") && isOfNewcomer(offence));
    }

    @Test
    void core_thatKnowsANewcomer_isFound() {
        assertThat(offencesAgainst(ArchitectureTest.core_knowsNothingElseOfOurs))
                .anyMatch(offence -> offence.contains("stats.KnowsANewcomer"))
                .anyMatch(offence -> offence.contains("guard.KnowsANewcomer"));
        assertThat(offencesAgainst(ArchitectureTest.stats_knowTheGuardOnly)).anyMatch(NewcomerTest::isOfNewcomer);
        assertThat(offencesAgainst(ArchitectureTest.guard_knowsNothingElseOfOurs))
                .anyMatch(NewcomerTest::isOfNewcomer);
    }

    private static boolean isOfNewcomer(String offence) {
        return offence.contains("newcomer.Newcomer");
    }
}
