package io.github.botmetry.sentry;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What this module, compiled for Java 17, cannot call by name. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** One virtual thread a task; where Java has none, the test is skipped. */
    static ExecutorService executor() {
        Method factory = factory();
        assumeThat(factory).as("virtual threads").isNotNull();
        try {
            return (ExecutorService) factory.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Method factory() {
        return Stream.of(Executors.class.getMethods())
                .filter(method -> method.getName().equals("newVirtualThreadPerTaskExecutor"))
                .findFirst()
                .orElse(null);
    }
}
