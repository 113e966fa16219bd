package io.github.botmetry.guard;

import java.util.List;

/**
 * Tells throwables that only the JDK's code describes from those of others, which may throw or hang when they are asked.
 *
 * <p>The second kind is described on the thread that writes the log, never on one that records.
 */
final class PlainThrowables {

    private static final List<String> ASKED =
            List.of("toString", "getMessage", "getLocalizedMessage", "getCause", "getStackTrace");

    /** A flag a class, in the class itself: keeps no class of a plug-in alive. */
    private static final ClassValue<Boolean> ARE_PLAIN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return ASKED.stream().allMatch(method -> isOfTheJdk(type, method));
        }
    };

    private PlainThrowables() {}

    /** False as well if its class cannot say. */
    static boolean contain(Throwable thrown) {
        try {
            return ARE_PLAIN.get(thrown.getClass());
        } catch (Throwable hostile) {
            return false;
        }
    }

    private static boolean isOfTheJdk(Class<?> type, String method) {
        try {
            ClassLoader loader = type.getMethod(method).getDeclaringClass().getClassLoader();
            return loader == null || loader == ClassLoader.getPlatformClassLoader();
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
