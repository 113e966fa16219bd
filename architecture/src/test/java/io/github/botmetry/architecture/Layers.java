package io.github.botmetry.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.stream.Stream;

/** The layers of our packages. A package that none of these names is an integration's: so a new module is under the rules. */
final class Layers {

    static final String ROOT = "io.github.botmetry";

    static final String[] CORE = {ROOT, ROOT + ".stats..", ROOT + ".statsd..", ROOT + ".event..", ROOT + ".guard.."};

    /** Those on which integrations may build, beside core. */
    static final String[] SHARED = {ROOT + ".endpoint.."};

    /** Those that may use everything public, and that nothing uses. */
    static final String[] TOP = {ROOT + ".demo..", ROOT + ".benchmarks..", ROOT + ".architecture.."};

    /** Packages that are public for jda-integration alone. */
    static final String[] JDA_ROOMS = {
        ROOT + ".jda.rest..", ROOT + ".jda.gateway..", ROOT + ".jda.event..", ROOT + ".jda.series.."
    };

    /** Packages that are public for discord-simulator alone. */
    static final String[] SIMULATOR_ROOMS = {
        ROOT + ".simulator.rest..", ROOT + ".simulator.gateway..", ROOT + ".simulator.payload.."
    };

    private static final List<PackageMatchers> NO_INTEGRATIONS =
            List.of(PackageMatchers.of(CORE), PackageMatchers.of(SHARED), PackageMatchers.of(TOP));

    private Layers() {}

    static DescribedPredicate<JavaClass> oursOutsideOf(String[]... layers) {
        String[] packages = Stream.of(layers).flatMap(Stream::of).toArray(String[]::new);
        PackageMatchers within = PackageMatchers.of(packages);
        return DescribedPredicate.describe(
                "ours outside of " + String.join(", ", packages),
                type -> isOurs(type) && !within.test(type.getPackageName()));
    }

    static String[] packages(String... packages) {
        return packages;
    }

    static DescribedPredicate<JavaClass> builderOfOurs() {
        return DescribedPredicate.describe(
                "a builder of ours",
                type -> isOurs(type) && type.getSimpleName().equals("Builder"));
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    private static boolean isIntegration(JavaClass type) {
        String name = type.getPackageName();
        return isOurs(type) && NO_INTEGRATIONS.stream().noneMatch(layer -> layer.test(name));
    }

    /** One slice for each integration, with all its packages. */
    static SliceAssignment integrations() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isIntegration(type)
                        ? SliceIdentifier.of(type.getPackageName()
                                .substring(ROOT.length() + 1)
                                .split("\\.")[0])
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "integrations";
            }
        };
    }
}
