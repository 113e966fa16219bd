package io.github.botmetry.guard;

import java.util.List;

/**
 * Finds throwables whose text is computed by the JDK's code only, and so neither throws nor hangs.
 *
 * <p>All others are described on the thread that writes the log, never on one that records.
 */
final class PlainThrowables {

    private static final List<String> ASKED =
            List.of("toString", "getMessage", "getLocalizedMessage", "getCause", "getStackTrace");

    /** One flag for each class, stored in the class, so that no class of a plug-in is kept in memory. */
    private static final ClassValue<Boolean> ARE_PLAIN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return ASKED.stream().allMatch(method -> isOfTheJdk(type, method));
        }
    };

    private PlainThrowables() {}

    /** False also if its class cannot be inspected. */
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
