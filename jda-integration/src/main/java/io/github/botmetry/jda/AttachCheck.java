package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Warnings;
import io.github.botmetry.jda.rest.DefaultFailures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.internal.JDAImpl;

/** Looks at ready whether everything of ours is still in place, and says once what is not. */
final class AttachCheck {

    private static final int PERIOD_SECONDS = 1;
    private static final int PERIODS = 120;

    private final ScheduledExecutorService maintenance;
    private final Warnings warnings;
    private final Predicate<JDA> intercepted;
    private final LateEventManager lateEventManager;
    private final FrameworkCheck frameworks;
    private final AttachedPools pools;
    private final Set<JDA> withRest = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Set<JDA> checked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** JDAs whose events were observed once they were ready. */
    private final Set<JDA> observed = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** JDAs that had another manager at the last check: some bots set one for a moment. */
    private final Set<JDA> suspected = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile boolean everything;

    /**
     * @param hooks know if the hooks of a framework are installed
     * @param intercepted whether the HTTP client of a JDA is observed
     */
    AttachCheck(Wiring wiring, AttachedPools pools, FoundCommands hooks, Predicate<JDA> intercepted) {
        this.maintenance = wiring.maintenance();
        this.warnings = wiring.warnings();
        this.pools = pools;
        this.intercepted = intercepted;
        this.lateEventManager = new LateEventManager(wiring, pools);
        this.frameworks = new FrameworkCheck(wiring, hooks);
    }

    /**
     * Whatever is not in place from now on was replaced: a bot that hands in its parts itself may leave some out.
     *
     * @param observing gives the event manager, observed; the same object for all builders of one integration
     */
    void expectEverything(UnaryOperator<IEventManager> observing) {
        lateEventManager.expect(observing);
        everything = true;
    }

    /** A request of this JDA passed our limiter; its event manager may be another's, so somebody has to look for ready. */
    void seenRest(JDA jda) {
        if (!withRest.contains(jda) && withRest.add(jda) && everything) {
            lateEventManager.observe(jda);
            lookAgain(jda, PERIODS);
        }
    }

    private void lookAgain(JDA jda, int periods) {
        try {
            maintenance.schedule(() -> look(jda, periods), PERIOD_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            checked.add(jda); // Botmetry was closed under the running bot: there is nothing to warn of any more
        }
    }

    private void look(JDA jda, int periods) {
        if (jda.getStatus() == JDA.Status.CONNECTED) {
            ready(jda);
        } else if (periods > 0 && jda.getStatus().isInit()) {
            lookAgain(jda, periods - 1);
        }
    }

    /** Says what was replaced after attach. */
    void ready(JDA jda) {
        if (!everything || !checked.add(jda)) {
            return;
        }
        frameworks.ready(jda);
        List<String> replaced = new ArrayList<>();
        if (ObservedEventManager.in(jda.getEventManager()) == null) {
            replaced.add("the event manager");
        } else {
            observed.add(jda);
        }
        if (!withRest.contains(jda) && !hasOurLimiter(jda)) {
            replaced.add("the REST configuration");
        }
        if (!intercepted.test(jda)) {
            replaced.add("the HTTP client");
        }
        addUnlessOurs(replaced, jda.getCallbackPool(), "the callback pool");
        addUnlessOurs(replaced, jda.getRateLimitPool(), "the rate-limit scheduler");
        addUnlessOurs(replaced, jda.getGatewayPool(), "the gateway pool");
        if (!replaced.isEmpty()) {
            warnings.warn(
                    "replaced-after-attach",
                    jda.getShardInfo().toString(),
                    String.join(", ", replaced) + (replaced.size() == 1 ? " was" : " were")
                            + " replaced after attach(), so commands, failures, callbacks or requests are missed there",
                    cure(jda));
        }
    }

    /** Warns of each running JDA that was given an event manager since which nobody observes. */
    void lookAtManagers() {
        for (JDA jda : observed.toArray(new JDA[0])) {
            IEventManager manager = jda.getEventManager();
            String subject =
                    "JDA.setEventManager of shard " + jda.getShardInfo().getShardId();
            if (ObservedEventManager.in(manager) != null || jda.getStatus() != JDA.Status.CONNECTED) {
                suspected.remove(jda);
                warnings.resolved(DefaultFailures.HIDDEN, subject);
            } else if (!suspected.add(jda)) {
                warnings.warn(
                        DefaultFailures.HIDDEN,
                        subject,
                        "was called after attach(), with a "
                                + manager.getClass().getName()
                                + ": events, commands and failures of listeners are not seen from then on",
                        "write jda.setEventManager(integration.observed(manager))");
            }
        }
    }

    private static String cure(JDA jda) {
        if (JdaKtx.isManager(jda.getEventManager())) {
            return "with jda-ktx write injectKTX() before JdaIntegration.attach(this), as the last lines of the block, and"
                    + " light(token, enableCoroutines = false), as docs/frameworks.md shows";
        }
        return "make JdaIntegration.attach(builder) the last call before build(); on a running JDA use"
                + " jda.setEventManager(integration.observed(manager))";
    }

    /** Asked of the JDA: one shard of several need not have sent a request by then. */
    private static boolean hasOurLimiter(JDA jda) {
        try {
            return !(jda instanceof JDAImpl its) || its.getRequester().getRateLimiter() instanceof ObservedRateLimiter;
        } catch (LinkageError e) {
            return true; // another JDA, of which it is not known, and that is not "replaced"
        }
    }

    private void addUnlessOurs(List<String> replaced, ExecutorService pool, String what) {
        if (!pools.contains(pool)) {
            replaced.add(what);
        }
    }
}
