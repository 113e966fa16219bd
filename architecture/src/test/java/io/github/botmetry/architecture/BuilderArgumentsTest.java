package io.github.botmetry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Integration;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.stats.CounterDefinition;
import io.github.botmetry.testing.TestEvent;
import io.sentry.MonitorConfig;
import io.sentry.MonitorSchedule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments of every public builder of every module: null is refused by name, and nothing else goes wrong later. */
class BuilderArgumentsTest {

    private static final Botmetry BOTMETRY =
            Botmetry.builder().shutdownHook(false).build();

    private static final Map<Class<?>, List<Object>> WRONG = Map.of(
            Duration.class,
                    List.of(
                            Duration.ofMillis(-1),
                            Duration.ZERO,
                            Duration.ofSeconds(Long.MIN_VALUE),
                            Duration.ofSeconds(Long.MAX_VALUE)),
            int.class, List.of(-1, 0, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE),
            String.class, List.of("", " ", "\r\n", "a".repeat(100_000)));

    @AfterAll
    static void close() {
        BOTMETRY.close();
    }

    private static final List<Method> SETTERS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(new OursOnly())
                    .importPackages("io.github.botmetry")
                    .stream()
                    .filter(type -> type.getSimpleName().equals("Builder"))
                    .filter(type -> !type.getPackageName().endsWith(".simulator"))
                    .map(JavaClass::reflect)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .flatMap(type -> Arrays.stream(type.getMethods()).filter(method -> isSetter(method, type)))
                    .toList();

    private static List<Method> setters() {
        return SETTERS;
    }

    private static boolean isSetter(Method method, Class<?> type) {
        return method.getParameterCount() > 0
                && !method.isBridge()
                && method.getReturnType().isAssignableFrom(type)
                && method.getReturnType() != Object.class;
    }

    private static Object builder(Class<?> type) throws ReflectiveOperationException {
        if (type == JdaIntegration.Builder.class) {
            return JdaIntegration.builder(BOTMETRY);
        }
        if (type == TestEvent.Builder.class) {
            return TestEvent.of(BotEvent.Kind.TASK, "x");
        }
        Class<?> built = type.getEnclosingClass();
        return Stream.of(built.getMethods()).anyMatch(method -> method.getName().equals("named"))
                ? built.getMethod("named", String.class).invoke(null, "x")
                : built.getMethod("builder").invoke(null);
    }

    private static @Nullable Throwable refusal(Object builder, Method setter, Object[] arguments) {
        try {
            setter.invoke(builder, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Object[] usual(Method setter) {
        return Stream.of(setter.getParameterTypes())
                .map(BuilderArgumentsTest::usual)
                .toArray();
    }

    private static @Nullable Object usual(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == long[].class || type == String[].class) {
            return type == long[].class ? new long[] {1} : new String[] {"a"};
        }
        if (type == MonitorConfig.class) {
            return new MonitorConfig(MonitorSchedule.crontab("0 4 * * *"));
        }
        return type == long.class ? (Object) 1L : type == int.class ? (Object) 1 : type == String.class ? "a" : null;
    }

    @ParameterizedTest
    @MethodSource("setters")
    void nullArgument_isRefusedByName(Method setter) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < setter.getParameterCount(); i++) {
            Parameter parameter = setter.getParameters()[i];
            if (parameter.getType().isPrimitive()
                    || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                continue;
            }
            Object[] arguments = usual(setter);
            arguments[i] = null;
            Throwable refusal = refusal(builder(concrete(setter)), setter, arguments);
            if (!(refusal instanceof NullPointerException)
                    || !String.valueOf(refusal.getMessage()).matches("[a-zA-Z]{1,30}")) {
                wrong.add(parameter.getName() + ": " + refusal);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Class<?> concrete(Method setter) {
        return Modifier.isAbstract(setter.getDeclaringClass().getModifiers())
                ? CounterDefinition.Builder.class
                : setter.getDeclaringClass();
    }

    /** An event that a test makes has the values that the test wants. */
    private static Stream<Method> settersOfSettings() {
        return SETTERS.stream().filter(setter -> concrete(setter) != TestEvent.Builder.class);
    }

    @ParameterizedTest
    @MethodSource("settersOfSettings")
    void extremeArgument_isRefusedWithItsRule_orHarmless(Method setter) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < setter.getParameterCount(); i++) {
            for (Object value : WRONG.getOrDefault(setter.getParameterTypes()[i], List.of())) {
                Object[] arguments = usual(setter);
                arguments[i] = value;
                Object builder = builder(concrete(setter));
                Throwable refusal = refusal(builder, setter, arguments);
                if (refusal == null) {
                    refusal = catchThrowable(() -> use(builder));
                }
                boolean isMissed = refusal == null && isNegative(value);
                if (isMissed || (refusal != null && !isClear(refusal))) {
                    String shown = value.toString();
                    wrong.add(shown.substring(0, Math.min(50, shown.length())) + ": " + refusal);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isNegative(Object value) {
        return value instanceof Duration duration
                ? duration.isNegative()
                : value instanceof Integer number && number < 0;
    }

    private static boolean isClear(Throwable refusal) {
        String message = String.valueOf(refusal.getMessage());
        return refusal instanceof IllegalArgumentException
                && message.matches("(?s).*\\b(must|needs)\\b.*")
                && message.length() < 700
                && message.chars().noneMatch(Character::isISOControl);
    }

    /** Builds it, and if it is an integration, a Botmetry with it. */
    private static void use(Object builder) throws Throwable {
        try {
            Object built = builder.getClass().getMethod("build").invoke(builder);
            if (built instanceof Integration integration) {
                Botmetry.builder()
                        .shutdownHook(false)
                        .install(integration)
                        .build()
                        .close();
            } else if (built instanceof Botmetry botmetry) {
                botmetry.close();
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
