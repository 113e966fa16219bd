package io.github.botmetry.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.slf4j.Logger;

/** The directions of the modules; see CONTRIBUTING.md. */
@AnalyzeClasses(
        packages = "io.github.botmetry",
        importOptions = {DoNotIncludeTests.class, OursOnly.class})
class ArchitectureTest {

    private static final String ROOT = Layers.ROOT;
    private static final String RELOCATED = ROOT + ".endpoint.jetty..";

    /** The root package, where core is put together, names the provider of StatsD, which needs no service file so. */
    @ArchTest
    static final ArchRule packages_haveNoCycles = slices().matching("io.github.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(ROOT + ".Providers", ROOT + ".statsd.StatsDProvider");

    @ArchTest
    static final ArchRule core_knowsNothingElseOfOurs = noClasses()
            .that()
            .resideInAnyPackage(Layers.CORE)
            .should()
            .dependOnClassesThat(Layers.oursOutsideOf(Layers.CORE));

    @ArchTest
    static final ArchRule stats_knowTheGuardOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + ".stats..")
            .should()
            .dependOnClassesThat(Layers.oursOutsideOf(Layers.packages(ROOT + ".stats..", ROOT + ".guard..")));

    @ArchTest
    static final ArchRule sharedModules_knowCoreOnly = noClasses()
            .that()
            .resideInAnyPackage(Layers.SHARED)
            .should()
            .dependOnClassesThat(Layers.oursOutsideOf(Layers.CORE, Layers.SHARED));

    @ArchTest
    static final ArchRule jda_isReadByItsIntegrationOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".jda..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.dv8tion..");

    @ArchTest
    static final ArchRule jdaRooms_knowNothingOfInteractions = noClasses()
            .that()
            .resideInAnyPackage(Layers.JDA_ROOMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".jda", ROOT + ".jda.community..");

    @ArchTest
    static final ArchRule jdaRooms_areTheirModulesOwn = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".jda..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Layers.JDA_ROOMS);

    @ArchTest
    static final ArchRule sentry_isCalledByItsIntegrationOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".sentry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.sentry..");

    /** The other two look at the log of a test. */
    @ArchTest
    static final ArchRule logback_isHeardByItsIntegrationOnly = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".logback..", ROOT + ".testing..", ROOT + ".simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ch.qos.logback..");

    @ArchTest
    static final ArchRule dataSources_areWrappedByTheirIntegrationOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".jdbc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.ttddyy..", "com.zaxxer..", "org.flywaydb..");

    @ArchTest
    static final ArchRule micrometer_isUsedByPrometheusOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".prometheus..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..", "com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule jetty_isUsedByTheEndpointOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".endpoint")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RELOCATED, "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule dogStatsDClient_isCalledByStatsDOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".statsd..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.timgroup..");

    @ArchTest
    static final ArchRule integrations_doNotKnowEachOther =
            slices().assignedFrom(Layers.integrations()).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule simulatorRooms_knowNothingOfItsWorld = noClasses()
            .that()
            .resideInAnyPackage(Layers.SIMULATOR_ROOMS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".simulator");

    @ArchTest
    static final ArchRule simulatorRooms_areTheirModulesOwn = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(Layers.SIMULATOR_ROOMS);

    @ArchTest
    static final ArchRule simulator_knowsNoneOfOurs = classes()
            .that()
            .resideInAPackage(ROOT + ".simulator..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".simulator..",
                    "java..",
                    "com.sun.net.httpserver..",
                    "org.java_websocket..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "ch.qos.logback..");

    /**
     * Every WARN is an entry of Botmetry.warnings(), bounded and scrubbed. The lines that JDA's own manager of annotated
     * listeners would have logged are JDA's, with its logger and its words.
     */
    @ArchTest
    static final ArchRule warnings_areSaidInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + ".guard..", ROOT + ".simulator..", ROOT + ".examples..", ROOT + ".testing..")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".jda.ListenersOfManager")
            .should()
            .callMethodWhere(target(owner(assignableTo(Logger.class)))
                    .and(target(nameMatching("warn|error|atWarn|atError|atLevel|makeLoggingEventBuilder"))));

    /** The log may block, so only its own thread writes to it; what is of no use to a bot's author is at DEBUG. */
    @ArchTest
    static final ArchRule lines_areLoggedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + ".guard..", ROOT + ".simulator..", ROOT + ".examples..", ROOT + ".testing..")
            .should()
            .callMethodWhere(target(owner(assignableTo(Logger.class))).and(target(nameMatching("info|atInfo"))));

    @ArchTest
    static final ArchRule guard_knowsNothingElseOfOurs = noClasses()
            .that()
            .resideInAPackage(ROOT + ".guard..")
            .should()
            .dependOnClassesThat(Layers.oursOutsideOf(Layers.packages(ROOT + ".guard..")));

    /** One that goes on must change nothing that it has built: what it was given is kept as a record. */
    @ArchTest
    static final ArchRule builders_areKeptByNobody = noFields()
            .that()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("Builder")
            .should()
            .haveRawType(Layers.builderOfOurs());

    @ArchTest
    static final ArchRule names_sayWhatTheyAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util");
}
