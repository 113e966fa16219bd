package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

    private final AttachedPools pools;
    private final Consumer<JDA> decorate;
    private @Nullable UnaryOperator<IEventManager> observing;
    private boolean isAmbiguous;

    LateEventManager(Wiring wiring, AttachedPools pools) {
        this.pools = pools;
        this.decorate = wiring.guard("event manager that was set after attach").consumer(this::decorate);
    }

    /** A builder was attached by the integration that observes like this. A JDA does not show by which of several. */
    synchronized void expect(UnaryOperator<IEventManager> attached) {
        isAmbiguous = isAmbiguous || (observing != null && observing != attached);
        observing = attached;
    }

    private synchronized @Nullable UnaryOperator<IEventManager> observing() {
        return isAmbiguous ? null : observing;
    }

    /** This JDA sends its first request. */
    void observe(JDA jda) {
        decorate.accept(jda);
    }

    private void decorate(JDA jda) {
        UnaryOperator<IEventManager> attached = observing();
        IEventManager manager = jda.getEventManager();
        boolean isLate = ObservedEventManager.in(manager) == null
                && pools.contains(jda.getCallbackPool())
                && jda.getShardManager() == null
                && jda.getStatus().compareTo(JDA.Status.LOGGING_IN) <= 0;
        if (attached != null && isLate) {
            jda.setEventManager(attached.apply(manager));
        }
    }
}
