package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import io.github.botmetry.guard.Warnings;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;

/**
 * Warns of a command framework among the bot's listeners if nothing asked for the hooks: it catches what commands throw and
 * turns people away, which then counts as ok or as an error. Found by the names of its packages, since none is a dependency.
 */
final class FrameworkCheck {

    /** A framework may register its listener after the JDA is ready, and ask for the hooks some lines later. */
    private static final List<Integer> LOOKS_SECONDS = List.of(5, 60);

    private static final String EVENTS = "FrameworkEvents events = integration.frameworkEvents(); ";
    private static final String EXCEPTIONS = "in its exception handler: events.failed(event, exception)";

    private static final List<Framework> FRAMEWORKS = List.of(
            new Framework(
                    "JDA-Chewtils",
                    "new CommandClientBuilder().setListener(observed(myListener, events))",
                    "com.jagrosh.jdautilities."),
            new Framework(
                    "DIH4JDA",
                    "builder.setExecutor(CurrentEvent.wrap(executor)) and dih4jda.addEventListener(new Observed())",
                    "xyz.dynxsty.dih4jda.",
                    "com.dynxsty.dih4jda."),
            new Framework(
                    "JDA-Commands",
                    "commands.introspection().subscribe(InteractionFinishedEvent.class, …)",
                    "io.github.kaktushose.jdac.",
                    "com.github.kaktushose.jda.commands."),
            new Framework(
                    "BotCommands",
                    "config.coroutineScopes(scopes -> inEvents(scopes)) and a GlobalExceptionHandler with"
                            + " events.failed(event, error)",
                    "io.github.freya022.botcommands.",
                    "com.freya02.botcommands."),
            new Framework("Lamp", EXCEPTIONS, "revxrsal.commands.jda."),
            new Framework("cloud", EXCEPTIONS, "org.incendo.cloud.discord.", "cloud.commandframework.jda."));

    private final Warnings warnings;
    private final FoundCommands hooks;
    private final ScheduledExecutorService maintenance;
    private final Consumer<JDA> look;

    private record Framework(String name, String hook, List<String> packages) {

        Framework(String name, String hook, String... packages) {
            this(name, hook, List.of(packages));
        }

        /** True if the class, or one that it extends, is the framework's. */
        boolean has(Class<?> listener) {
            for (Class<?> type = listener; type != null; type = type.getSuperclass()) {
                if (packages.stream().anyMatch(type.getName()::startsWith)) {
                    return true;
                }
            }
            return false;
        }
    }

    FrameworkCheck(Wiring wiring, FoundCommands hooks) {
        this.warnings = wiring.warnings();
        this.hooks = hooks;
        this.maintenance = wiring.maintenance();
        this.look = wiring.guard("look for command frameworks").consumer(this::look);
    }

    /** Looks at this JDA some seconds later. */
    void ready(JDA jda) {
        WeakReference<JDA> bot = new WeakReference<>(jda);
        try {
            LOOKS_SECONDS.forEach(seconds -> maintenance.schedule(() -> look(bot), seconds, TimeUnit.SECONDS));
        } catch (RejectedExecutionException e) {
            bot.clear(); // Botmetry was closed under the running bot
        }
    }

    private void look(WeakReference<JDA> bot) {
        JDA jda = bot.get();
        if (jda != null && !hooks.isExpected()) {
            look.accept(jda);
        }
    }

    private void look(JDA jda) {
        List<Object> parts = new ArrayList<>(jda.getRegisteredListeners());
        ObservedEventManager observed = ObservedEventManager.in(jda.getEventManager());
        parts.add(observed == null ? jda.getEventManager() : observed.original());
        for (Framework framework : FRAMEWORKS) {
            parts.stream()
                    .map(Object::getClass)
                    .filter(framework::has)
                    .findFirst()
                    .ifPresent(type -> warn(framework, type));
        }
    }

    private void warn(Framework framework, Class<?> type) {
        warnings.warn(
                "framework-without-hooks",
                framework.name(),
                "seen by " + type.getName()
                        + ", but nothing asked for frameworkEvents(), so the failures that it catches and"
                        + " those whom it turns away are not counted",
                EVENTS + framework.hook() + ", as docs/frameworks.md shows");
    }
}
