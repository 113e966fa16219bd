package io.github.botmetry.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The files of a module, each under the full name of its type: how many a package has, and the knots, the largest first. */
record ModuleFiles(String module, Map<String, Integer> packageSizes, List<Set<String>> knots) {

    static ModuleFiles of(String module, JavaClasses classes) {
        Map<String, Integer> packageSizes = new TreeMap<>();
        Map<String, Set<String>> uses = new TreeMap<>();
        for (String file : Modules.filesOf(module)) {
            packageSizes.merge(file.substring(0, file.lastIndexOf('.')), 1, Integer::sum);
            uses.put(file, new TreeSet<>());
        }
        for (JavaClass type : classes) {
            Set<String> used = uses.get(fileOf(type));
            if (used != null) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(ModuleFiles::fileOf)
                        .filter(uses::containsKey)
                        .forEach(used::add);
            }
        }
        return new ModuleFiles(module, packageSizes, Knots.in(uses));
    }

    /** A nested class stands in the file of its outermost one. */
    private static String fileOf(JavaClass type) {
        return type.getBaseComponentType().getName().replaceFirst("\\$.*", "");
    }

    Set<String> largestKnot() {
        return knots.isEmpty() ? Set.of() : knots.get(0);
    }

    /** One line of numbers. */
    String describe() {
        String packages = packageSizes.entrySet().stream()
                .map(size -> size.getKey() + " " + size.getValue())
                .collect(Collectors.joining(", "));
        return module + ": files by package " + packages + "; largest knot "
                + largestKnot().size();
    }
}
