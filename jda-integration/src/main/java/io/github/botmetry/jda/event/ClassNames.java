package io.github.botmetry.jda.event;

/** How classes of listeners and events are spelled in label values. */
public final class ClassNames {

    private static final String LAMBDA = "$$Lambda";

    private ClassNames() {}

    /**
     * The simple name. A lambda is {@code Host.lambda} and an anonymous class {@code Host$1}, after their host; a proxy that
     * a framework makes of a class is that class.
     */
    public static String simple(Class<?> type) {
        String name = type.getSimpleName();
        int generated = name.indexOf("$$");
        if (generated > 0) {
            String host = name.substring(name.lastIndexOf('$', generated - 1) + 1, generated);
            return name.startsWith(LAMBDA, generated) ? host + ".lambda" : host;
        }
        return name.isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1) : name;
    }

    /** The full name of the class that {@link #simple} names. */
    public static String full(Class<?> type) {
        String name = type.getName();
        int generated = name.indexOf("$$");
        return generated > 0 ? name.substring(0, generated) : name;
    }

    /** The full name, of a lambda with its host's name only: the rest is an address, another one in each process. */
    public static String host(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf(LAMBDA);
        return lambda > 0 ? name.substring(0, lambda) + ".lambda" : name;
    }
}
