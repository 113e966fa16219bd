package io.github.botmetry.jda;

import io.github.botmetry.event.Scope;
import io.github.botmetry.jda.gateway.ListenerSnapshots;
import io.github.botmetry.jda.gateway.ListenerTimesByClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.SubscribeEvent;

/**
 * Calls {@code @SubscribeEvent} methods as JDA's own manager does.
 *
 * <p>The same methods (static and private ones too, inherited ones not), the same order by the event's classes, the same log
 * lines.
 */
final class AnnotatedListeners extends ListenersOfManager {

    private final EventFrames frames;
    private final ListenerTimesByClass times;
    private final ListenerSnapshots<Map<Class<?>, Map<Object, List<Method>>>> subscriptions;
    private final ClassValue<List<Class<?>>> typesOfEvent = new TypesOfEvent();

    AnnotatedListeners(IEventManager original, EventFrames frames, ListenerTimesByClass times) {
        super(original);
        this.frames = frames;
        this.times = times;
        this.subscriptions =
                new ListenerSnapshots<>(original::getRegisteredListeners, AnnotatedListeners::subscriptions);
    }

    static boolean hasSubscriptions(Class<?> listener) {
        try {
            return Arrays.stream(listener.getDeclaredMethods())
                    .anyMatch(method -> method.isAnnotationPresent(SubscribeEvent.class));
        } catch (LinkageError e) {
            return false; // names a class that is not there: no manager can read its methods either
        }
    }

    private static Map<Class<?>, Map<Object, List<Method>>> subscriptions(List<Object> listeners) {
        Map<Class<?>, Map<Object, List<Method>>> subscriptions = new ConcurrentHashMap<>(); // in JDA's order
        for (Object listener : listeners) {
            subscribe(listener, subscriptions);
        }
        return subscriptions;
    }

    private static void subscribe(Object listener, Map<Class<?>, Map<Object, List<Method>>> subscriptions) {
        boolean isClass = listener instanceof Class;
        Class<?> type = isClass ? (Class<?>) listener : listener.getClass();
        for (Method method : type.getDeclaredMethods()) {
            boolean callable = !isClass || Modifier.isStatic(method.getModifiers());
            if (method.isAnnotationPresent(SubscribeEvent.class) && callable && takesAnEvent(method)) {
                subscriptions
                        .computeIfAbsent(method.getParameterTypes()[0], event -> new ConcurrentHashMap<>())
                        .merge(listener, List.of(method), AnnotatedListeners::both);
            }
        }
    }

    private static List<Method> both(List<Method> before, List<Method> added) {
        List<Method> both = new ArrayList<>(before);
        both.addAll(added);
        return List.copyOf(both);
    }

    /** The bot's manager warns of one that does not. */
    private static boolean takesAnEvent(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return parameters.length == 1 && GenericEvent.class.isAssignableFrom(parameters[0]);
    }

    @Override
    public void handle(GenericEvent event) {
        Map<Class<?>, Map<Object, List<Method>>> current = subscriptions.current();
        for (Class<?> type : typesOfEvent.get(event.getClass())) {
            Map<Object, List<Method>> methods = current.get(type);
            if (methods != null) {
                methods.forEach((listener, ofListener) -> ofListener.forEach(method -> call(listener, method, event)));
                current = subscriptions.current(); // they may have registered or unregistered one
            }
        }
    }

    private void call(Object listener, Method method, GenericEvent event) {
        try (Scope scope = frames.listening(listener, event)) {
            method.setAccessible(true);
            invoke(listener, method, event);
        } catch (IllegalAccessException | InvocationTargetException error) {
            frames.listenerFailed(error);
            logInaccessible(error);
        } catch (RuntimeException error) {
            frames.listenerFailed(error);
            logUncaught(error);
        } catch (Error error) {
            logUncaught(error);
            throw error; // the event's frame reports it
        }
    }

    private void invoke(Object listener, Method method, GenericEvent event)
            throws IllegalAccessException, InvocationTargetException {
        long start = System.nanoTime();
        try {
            method.invoke(listener, event);
        } finally {
            times.of(listener).took(event, System.nanoTime() - start);
        }
    }

    /**
     * Interfaces before the superclass, level by level: the order in which JDA asks. A type that two types of one level lead
     * to comes twice, and JDA then calls its listeners twice; so do we, since bots were written against that.
     */
    private static final class TypesOfEvent extends ClassValue<List<Class<?>>> {

        @Override
        protected List<Class<?>> computeValue(Class<?> event) {
            List<Class<?>> types = new ArrayList<>();
            Set<Class<?>> done = new HashSet<>(Set.of(Object.class));
            Deque<Class<?>> next = new ArrayDeque<>(List.of(event));
            while (!next.isEmpty()) {
                Class<?> type = next.removeFirst();
                types.add(type);
                done.add(type);
                for (Class<?> parent : parents(type)) {
                    if (!done.contains(parent)) {
                        next.addLast(parent);
                    }
                }
            }
            return List.copyOf(types);
        }

        private static List<Class<?>> parents(Class<?> type) {
            List<Class<?>> parents = new ArrayList<>(List.of(type.getInterfaces()));
            if (type.getSuperclass() != null) {
                parents.add(type.getSuperclass());
            }
            return parents;
        }
    }
}
