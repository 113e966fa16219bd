package io.github.botmetry.jda;

import io.github.botmetry.guard.Warnings;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Names each pool on which commands are handled, out of our sight.
 *
 * <p>Not where a framework's hooks are in use: it answers on threads of its own, and hands in what it catches.
 */
final class UnwrappedPools {

    private static final String COROUTINES = "kotlinx.coroutines.";

    private final Warnings warnings;
    private final FoundCommands hooks;

    /** @param hooks know if the hooks of a framework are installed */
    UnwrappedPools(Warnings warnings, FoundCommands hooks) {
        this.warnings = warnings;
        this.hooks = hooks;
    }

    void answeredOutsideItsEvent(String command, Thread thread) {
        if (hooks.isExpected()) {
            return;
        }
        warnings.warn(
                "unwrapped-pool",
                poolOf(thread),
                "\"" + command + "\" is answered there, where an exception cannot be told as that of the command",
                cure(thread));
    }

    private static String cure(Thread thread) {
        if (thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool()) {
            return "nobody can wrap the JVM's common pool: give runAsync(task, executor) and the like an executor of the bot's"
                    + " own, CurrentEvent.wrap(executor), or wrap each task, CurrentEvent.wrap(task)";
        }
        return thread.getClass().getName().startsWith(COROUTINES)
                ? "add EventContextElement.current() to the context of the coroutine or its scope"
                : "wrap that pool once, and it can: executor = CurrentEvent.wrap(executor)";
    }

    /** A pool's threads differ in a number at the end; in debug mode kotlinx.coroutines adds the coroutine's name. */
    private static String poolOf(Thread thread) {
        String name = thread.getName().replaceFirst(" @.*#\\d+$", "").replaceFirst("\\d+$", "*");
        return name.isEmpty() ? "threads without a name" : "threads \"" + name + '"';
    }
}
