package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.IEventManager;
import org.jspecify.annotations.Nullable;

/**
 * Decorates an event manager that was set after attach(): each builder function of jda-ktx sets its own after the bot's block.
 *
 * <p>A JDA asks for its own user before it connects to the gateway, on the thread that builds it: so no event of Discord's
 * comes before the manager is decorated. A shard need not ask, so a bot with shards is warned instead.
 */
final class LateEventManager {

    private final Predicate<ExecutorService> isOurs;
    private final Consumer<JDA> decorate;
    private @Nullable Decorator decorator;
    private boolean isAmbiguous;

    /** @param isOurs whether attach() gave a JDA that pool */
    LateEventManager(Wiring wiring, Predicate<ExecutorService> isOurs) {
        this.isOurs = isOurs;
        this.decorate = wiring.guard("event manager that was set after attach").consumer(this::decorate);
    }

    /** A builder was attached by the integration of this decorator. A JDA does not show by which of several. */
    synchronized void expect(Decorator attached) {
        isAmbiguous = isAmbiguous || (decorator != null && decorator != attached);
        decorator = attached;
    }

    private synchronized @Nullable Decorator decorator() {
        return isAmbiguous ? null : decorator;
    }

    /** This JDA sends its first request. */
    void observe(JDA jda) {
        decorate.accept(jda);
    }

    private void decorate(JDA jda) {
        Decorator attached = decorator();
        IEventManager manager = jda.getEventManager();
        boolean isLate = ObservedEventManager.in(manager) == null
                && isOurs.test(jda.getCallbackPool())
                && jda.getShardManager() == null
                && jda.getStatus().compareTo(JDA.Status.LOGGING_IN) <= 0;
        if (attached != null && isLate) {
            jda.setEventManager(attached.eventManager(manager));
        }
    }
}
