package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Scope;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** A class that holds another object of its own interface passes every method on: a default would swallow the call. */
@AnalyzeClasses(
        packages = "io.github.botmetry",
        importOptions = {DoNotIncludeTests.class, OursOnly.class})
class WrappersTest {

    private static final List<Class<?>> INTERFACES =
            List.of(Observation.class, EventObserver.class, Scope.class, BotEvent.class);

    @ArchTest
    static void wrappers_overrideEveryMethod(JavaClasses ours) {
        List<String> wrappers = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Class<?> wrapped : INTERFACES) {
            for (JavaClass candidate : ours) {
                if (isWrapper(candidate, wrapped)) {
                    wrappers.add(candidate.getSimpleName());
                    left.addAll(leftToDefaults(candidate.reflect(), wrapped));
                }
            }
        }
        assertThat(wrappers)
                .contains("EventScope", "ForwardingObservation", "TaskCheckIn", "FrozenEvent", "DescribedEvent");
        assertThat(left).isEmpty();
    }

    private static boolean isWrapper(JavaClass candidate, Class<?> wrapped) {
        return !candidate.isInterface()
                && candidate.isAssignableTo(wrapped)
                && candidate.getAllFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .anyMatch(field -> field.getRawType().isAssignableTo(wrapped));
    }

    private static List<String> leftToDefaults(Class<?> wrapper, Class<?> wrapped) {
        List<String> left = new ArrayList<>();
        for (Method method : wrapped.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers()) && isInherited(wrapper, method)) {
                left.add(wrapper.getName() + " does not pass on " + method.getName());
            }
        }
        return left;
    }

    private static boolean isInherited(Class<?> wrapper, Method method) {
        try {
            return wrapper.getMethod(method.getName(), method.getParameterTypes())
                    .getDeclaringClass()
                    .isInterface();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
