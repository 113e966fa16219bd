package io.github.botmetry.event;

import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Finds the methods of an interface that a class overrides, once for each class. The others do nothing and need no call. A
 * class that overrides none is called for all: Mockito's mocks are such classes.
 */
final class Overrides extends ClassValue<Integer> {

    private final Class<?> declaring;
    private final String[] methods;

    /** @param methods names, each of one method of the interface; the first is bit 0 */
    Overrides(Class<?> declaring, String... methods) {
        this.declaring = declaring;
        this.methods = methods.clone();
    }

    /** One bit for each method. */
    @Override
    protected Integer computeValue(Class<?> type) {
        int bits = 0;
        for (int i = 0; i < methods.length; i++) {
            if (isOverridden(type, methods[i])) {
                bits |= 1 << i;
            }
        }
        return bits == 0 ? (1 << methods.length) - 1 : bits;
    }

    private boolean isOverridden(Class<?> type, String name) {
        try {
            Method declared = Arrays.stream(declaring.getMethods())
                    .filter(method -> method.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            return type.getMethod(name, declared.getParameterTypes()).getDeclaringClass() != declaring;
        } catch (ReflectiveOperationException | LinkageError unknown) {
            return true; // a class that it needs is missing: the guarded call will report that
        }
    }
}
