package io.github.botmetry.jda.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;

/** Managers and pools that a bot brings. */
final class OwnParts {

    private final Script script;
    private final Map<String, ExecutorService> pools = new LinkedHashMap<>();
    private final Map<Integer, IEventManager> managers = new LinkedHashMap<>();

    OwnParts(Script script) {
        this.script = script;
    }

    IEventManager manager(int shard) {
        boolean one = script.the(Script.Sharing.class) == Script.Sharing.ONE_FOR_ALL;
        return managers.computeIfAbsent(one ? 0 : shard, key -> makeManager());
    }

    boolean hasManager() {
        return script.the(Script.Manager.class) != Script.Manager.DEFAULT;
    }

    private IEventManager makeManager() {
        return switch (script.the(Script.Manager.class)) {
            case ANNOTATED -> new AnnotatedEventManager();
            case OWN_SUBCLASS -> new Subclass();
            case OWN_CLASS -> new OwnClass();
            default -> new InterfacedEventManager();
        };
    }

    private static final class Subclass extends InterfacedEventManager {
        @Override
        public void handle(GenericEvent event) {
            super.handle(event);
        }
    }

    private static final class OwnClass implements IEventManager {

        private final List<Object> listeners = new CopyOnWriteArrayList<>();

        @Override
        public void register(Object listener) {
            listeners.add(listener);
        }

        @Override
        public void unregister(Object listener) {
            listeners.remove(listener);
        }

        @Override
        public List<Object> getRegisteredListeners() {
            return List.copyOf(listeners);
        }

        @Override
        public void handle(GenericEvent event) {
            for (Object listener : listeners) {
                try {
                    ((EventListener) listener).onEvent(event);
                } catch (IllegalStateException planned) {
                    continue; // as many do
                }
            }
        }
    }

    /** JDA ends what it is told to, which bare JDA could not be built with again. */
    private boolean ends(boolean wanted) {
        return wanted && script.the(Script.Built.class) == Script.Built.ONCE;
    }

    void eventPool(BiConsumer<ExecutorService, Boolean> builder) {
        switch (script.the(Script.EventPool.class)) {
            case SINGLE -> builder.accept(keep("event pool", Executors.newSingleThreadExecutor()), ends(true));
            case CACHED -> builder.accept(keep("event pool", Executors.newCachedThreadPool()), false);
            case COMMON -> builder.accept(ForkJoinPool.commonPool(), false);
            default -> {
                return; // as the builder has it
            }
        }
    }

    void callbackPool(BiConsumer<ExecutorService, Boolean> builder) {
        Script.CallbackPool choice = script.the(Script.CallbackPool.class);
        if (choice != Script.CallbackPool.DEFAULT) {
            boolean ends = ends(choice == Script.CallbackPool.ENDED_BY_JDA);
            builder.accept(keep("callback pool", Executors.newCachedThreadPool()), ends);
        }
    }

    void rateLimitPool(BiConsumer<ScheduledExecutorService, Boolean> builder) {
        Script.RateLimitPool choice = script.the(Script.RateLimitPool.class);
        if (choice != Script.RateLimitPool.DEFAULT) {
            boolean ends = ends(choice == Script.RateLimitPool.ENDED_BY_JDA);
            builder.accept(keep("rate-limit pool", Executors.newScheduledThreadPool(2)), ends);
        }
    }

    void gatewayPool(BiConsumer<ScheduledExecutorService, Boolean> builder) {
        if (script.the(Script.GatewayPool.class) != Script.GatewayPool.DEFAULT) {
            builder.accept(keep("gateway pool", Executors.newScheduledThreadPool(1)), false);
        }
    }

    private <P extends ExecutorService> P keep(String name, P pool) {
        pools.put(name, pool);
        return pool;
    }

    /** The bot's pools that have been shut down. */
    List<String> endedPools() {
        List<String> ended = new ArrayList<>();
        pools.forEach((name, pool) -> {
            if (pool.isShutdown()) {
                ended.add(name);
            }
        });
        return ended;
    }

    void close() {
        pools.values().forEach(ExecutorService::shutdownNow);
    }
}
