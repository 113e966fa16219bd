package io.github.botmetry.jda;

import dev.minn.jda.ktx.events.CoroutineEventListener;
import dev.minn.jda.ktx.events.CoroutineEventManager;
import io.github.botmetry.jda.gateway.ListenerTimes;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import net.dv8tion.jda.api.hooks.IEventManager;

/** Observes what is jda-ktx' own, in bots that have it. In others no class of it is looked for twice. */
final class JdaKtx {

    private static final boolean PRESENT = isPresent();

    private JdaKtx() {}

    private static boolean isPresent() {
        try {
            Class.forName("dev.minn.jda.ktx.events.CoroutineEventManager", false, JdaKtx.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** True for a manager of jda-ktx. */
    static boolean isManager(IEventManager manager) {
        try {
            return PRESENT && Present.isManager(manager);
        } catch (LinkageError e) {
            return false;
        }
    }

    /** The manager, decorated as a coroutine manager if it is one: jda-ktx casts what JDA has to its own class. */
    static IEventManager observed(IEventManager manager, ObservedEvents events) {
        try {
            if (PRESENT && Present.isManager(manager)) {
                return Present.observed(manager, events);
            }
        } catch (LinkageError e) {
            warn(e, events);
            return manager;
        }
        return ObservedEventManager.of(manager, events);
    }

    /** The listener, observed if it is a suspending one. */
    static Object observed(Object listener, ObservedEvents events) {
        try {
            return PRESENT && Present.isListener(listener) ? Present.observed(listener, events) : listener;
        } catch (LinkageError e) {
            warn(e, events);
            return listener;
        }
    }

    private static void warn(LinkageError reason, ObservedEvents events) {
        events.warnings()
                .warn(
                        "unknown-jda-ktx",
                        "jda-ktx",
                        "this version cannot be observed and is left as it is, so its listeners are not seen: "
                                + reason,
                        "take a version that docs/frameworks.md names",
                        reason);
    }

    /** Loaded only where jda-ktx is. Its classes are in Kotlin and made by name, so that the Java here compiles without them. */
    private static final class Present {

        static boolean isManager(IEventManager manager) {
            return manager instanceof CoroutineEventManager;
        }

        static IEventManager observed(IEventManager manager, ObservedEvents events) {
            return (IEventManager) create(
                    "ObservedCoroutineManager",
                    List.of(CoroutineEventManager.class, ObservedEvents.class),
                    manager,
                    events);
        }

        static boolean isListener(Object listener) {
            return listener instanceof CoroutineEventListener && !(listener instanceof WrappedListener);
        }

        static Object observed(Object listener, ObservedEvents events) {
            return create(
                    "ObservedCoroutineListener",
                    List.of(CoroutineEventListener.class, EventFrames.class, ListenerTimes.class),
                    listener,
                    events.frames(),
                    events.listeners().of(listener));
        }

        /** @throws LinkageError where the class does not fit this jda-ktx */
        private static Object create(String name, List<Class<?>> parameters, Object... arguments) {
            try {
                return Class.forName(JdaKtx.class.getPackageName() + '.' + name)
                        .getDeclaredConstructor(parameters.toArray(Class<?>[]::new))
                        .newInstance(arguments);
            } catch (InvocationTargetException e) {
                Throwable thrown = e.getTargetException();
                throw thrown instanceof LinkageError unfit ? unfit : new LinkageError(name, thrown);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(name, e);
            }
        }
    }
}
