package io.github.botmetry.architecture;

import com.jagrosh.jdautilities.command.Command;
import com.jagrosh.jdautilities.command.CommandEvent;
import com.jagrosh.jdautilities.command.CommandListener;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.jda.FrameworkEvents;
import io.github.botmetry.jda.JdaIntegration;
import io.github.kaktushose.jdac.JDACommands;
import io.github.kaktushose.jdac.introspection.lifecycle.events.InteractionFinishedEvent;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executor;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.interactions.Interaction;
import org.jspecify.annotations.Nullable;
import xyz.dynxsty.dih4jda.events.AutoCompleteExceptionEvent;
import xyz.dynxsty.dih4jda.events.CommandCooldownEvent;
import xyz.dynxsty.dih4jda.events.CommandExceptionEvent;
import xyz.dynxsty.dih4jda.events.ComponentExceptionEvent;
import xyz.dynxsty.dih4jda.events.DIH4JDAEventListener;
import xyz.dynxsty.dih4jda.events.InsufficientPermissionsEvent;
import xyz.dynxsty.dih4jda.events.InvalidGuildEvent;
import xyz.dynxsty.dih4jda.events.InvalidRoleEvent;
import xyz.dynxsty.dih4jda.events.InvalidUserEvent;
import xyz.dynxsty.dih4jda.events.ModalExceptionEvent;

/** The code in docs/frameworks.md, compiled; against stubs of frameworks that are no part of the build. */
final class FrameworkSnippets {

    private FrameworkSnippets() {}

    static @Nullable String tell(
            JdaIntegration integration, MessageReceivedEvent message, GenericEvent event, Exception exception) {
        FrameworkEvents events = integration.frameworkEvents();
        events.command(message, "rank"); // what a message is, until the listener that is called with it returns
        events.rejected(event, "cooldown");
        String report = events.failed(event, exception); // told once; the id of the report, to show to the user

        return report;
    }

    static CommandListener observed(CommandListener own, FrameworkEvents events) {
        InvocationHandler hooks = (proxy, hook, given) -> {
            if (given != null && given.length > 1) {
                GenericEvent event = given[0] instanceof CommandEvent text ? text.getEvent() : (GenericEvent) given[0];
                if (hook.getName().equals("onCommand") && given[1] instanceof Command command) {
                    events.command((MessageReceivedEvent) event, command.getName());
                } else if (hook.getName().startsWith("onTerminated")) {
                    events.rejected(event, "terminated");
                } else if (hook.getName().endsWith("Exception")) {
                    events.failed(event, (Throwable) given[2]);
                }
            }
            try {
                return hook.invoke(own, given);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        Class<?> type = CommandListener.class;
        return (CommandListener) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, hooks);
    }

    static Executor executor(Executor mine) {
        Executor executor = CurrentEvent.wrap(mine);
        return executor;
    }

    public static final class Observed implements DIH4JDAEventListener {

        static FrameworkEvents events; // DIH4JDA makes a new listener for each of its events

        @Override
        public void onCommandException(CommandExceptionEvent event) {
            failed(event.getInteraction(), event.getThrowable());
        }

        @Override
        public void onComponentException(ComponentExceptionEvent event) {
            failed(event.getInteraction(), event.getThrowable());
        }

        @Override
        public void onAutoCompleteException(AutoCompleteExceptionEvent event) {
            failed(event.getInteraction(), event.getThrowable());
        }

        @Override
        public void onModalException(ModalExceptionEvent event) {
            failed(event.getInteraction(), event.getThrowable());
        }

        @Override
        public void onInsufficientPermissions(InsufficientPermissionsEvent event) {
            rejected(event.getInteraction(), "permission");
        }

        @Override
        public void onInvalidUser(InvalidUserEvent event) {
            rejected(event.getInteraction(), "user");
        }

        @Override
        public void onInvalidRole(InvalidRoleEvent event) {
            rejected(event.getInteraction(), "role");
        }

        @Override
        public void onInvalidGuild(InvalidGuildEvent event) {
            rejected(event.getInteraction(), "guild");
        }

        @Override
        public void onCommandCooldown(CommandCooldownEvent event) {
            rejected(event.getInteraction(), "cooldown");
        }

        private static void failed(Interaction interaction, Throwable error) {
            events.failed((GenericEvent) interaction, error);
        }

        private static void rejected(Interaction interaction, String reason) {
            events.rejected((GenericEvent) interaction, reason);
        }
    }

    static void jdaCommands(JDACommands commands, FrameworkEvents events) {
        commands.introspection().subscribe(InteractionFinishedEvent.class, (finished, introspection) -> {
            if (finished.exception() != null) {
                events.failed(finished.invocationContext().event(), finished.exception());
            }
        });
    }
}
