package io.github.botmetry.jda;

/** How classes of listeners and events are spelled in label values. */
final class ClassNames {

    private static final String LAMBDA = "$$Lambda";

    private ClassNames() {}

    /**
     * The simple name. A lambda is {@code Host.lambda} and an anonymous class {@code Host$1}, after their host; a proxy that
     * a framework makes of a class is that class.
     */
    static String simple(Class<?> type) {
        String name = type.getSimpleName();
        int generated = name.indexOf("$$");
        if (generated > 0) {
            String host = name.substring(name.lastIndexOf('$', generated - 1) + 1, generated);
            return name.startsWith(LAMBDA, generated) ? host + ".lambda" : host;
        }
        return name.isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1) : name;
    }
}
