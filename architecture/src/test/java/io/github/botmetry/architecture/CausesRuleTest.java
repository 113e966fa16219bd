package io.github.botmetry.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cause may throw, or go on without end: the walk over causes is written once. The simulator knows none of ours. */
@AnalyzeClasses(
        packages = "io.github.botmetry",
        importOptions = {DoNotIncludeTests.class, OursOnly.class})
class CausesRuleTest {

    private static final String ROOT = "io.github.botmetry";

    @ArchTest
    static final ArchRule causes_areWalkedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".guard.Causes")
            .and()
            .resideOutsideOfPackages(ROOT + ".simulator..", ROOT + ".examples..")
            .should()
            .accessTargetWhere(target(owner(assignableTo(Throwable.class))).and(target(name("getCause"))));

    private static final class Calls {
        @Nullable
        Throwable walk(IllegalStateException error) {
            return error.getCause();
        }
    }

    private static final class Refers {
        UnaryOperator<@Nullable Throwable> walk() {
            return Throwable::getCause;
        }
    }

    @ArchTest
    static void rule_findsCallsAndReferences(JavaClasses ours) {
        for (Class<?> walker : new Class<?>[] {Calls.class, Refers.class}) {
            assertThat(causes_areWalkedInOnePlace
                            .evaluate(new ClassFileImporter().importClasses(walker))
                            .hasViolation())
                    .as(walker.getSimpleName())
                    .isTrue();
        }
    }
}
