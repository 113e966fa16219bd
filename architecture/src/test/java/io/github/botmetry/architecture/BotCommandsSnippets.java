package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.EventContextElement;
import io.github.botmetry.jda.FrameworkEvents;
import io.github.botmetry.jda.JdaIntegration;
import io.github.freya022.botcommands.api.commands.text.TextCommandInfo;
import io.github.freya022.botcommands.api.commands.text.TextCommandsContext;
import io.github.freya022.botcommands.api.core.BContext;
import io.github.freya022.botcommands.api.core.GlobalExceptionHandler;
import io.github.freya022.botcommands.api.core.JDAService;
import io.github.freya022.botcommands.api.core.config.BCoroutineScopesConfigBuilder;
import io.github.freya022.botcommands.api.core.config.CoroutineScopeFactory;
import io.github.freya022.botcommands.api.core.events.BReadyEvent;
import io.github.freya022.botcommands.api.core.messages.BotCommandsMessages;
import io.github.freya022.botcommands.api.core.messages.BotCommandsMessagesFactory;
import io.github.freya022.botcommands.api.core.messages.DefaultBotCommandsMessagesFactory;
import io.github.freya022.botcommands.api.core.service.annotations.BService;
import io.github.freya022.botcommands.api.localization.LocalizationService;
import io.github.freya022.botcommands.api.localization.PermissionLocalization;
import io.github.freya022.botcommands.api.localization.interaction.UserLocaleProvider;
import io.github.freya022.botcommands.api.localization.text.TextCommandLocaleProvider;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kotlinx.coroutines.CoroutineScopeKt;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.Event;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of BotCommands in docs/frameworks.md, which {@link BotCommandsTest} runs. */
final class BotCommandsSnippets {

    private BotCommandsSnippets() {}

    static void inEvents(BCoroutineScopesConfigBuilder scopes) {
        scopes.setEventDispatcherScopeFactory(inEvents(scopes.getEventDispatcherScopeFactory()));
        scopes.setEventManagerScopeFactory(inEvents(scopes.getEventManagerScopeFactory()));
        scopes.setTextCommandsScopeFactory(inEvents(scopes.getTextCommandsScopeFactory()));
        scopes.setApplicationCommandsScopeFactory(inEvents(scopes.getApplicationCommandsScopeFactory()));
        scopes.setComponentScopeFactory(inEvents(scopes.getComponentScopeFactory()));
        scopes.setModalScopeFactory(inEvents(scopes.getModalScopeFactory()));
    }

    static CoroutineScopeFactory inEvents(CoroutineScopeFactory own) {
        return () -> CoroutineScopeKt.plus(own.create(), EventContextElement.current());
    }

    /** Leads the builder of BotCommands to the simulator. */
    interface Simulated {
        JDABuilder builder(JDAService service);
    }

    @BService
    public static final class Bot extends JDAService {

        private final JdaIntegration integration;
        private final Simulated simulated;

        public Bot(JdaIntegration integration, Simulated simulated) {
            this.integration = integration;
            this.simulated = simulated;
        }

        @Override
        public Set<GatewayIntent> getIntents() {
            return defaultIntents(GatewayIntent.MESSAGE_CONTENT);
        }

        @Override
        public Set<CacheFlag> getCacheFlags() {
            return Set.of();
        }

        private JDABuilder builder() {
            return simulated.builder(this);
        }

        @Override
        protected void createJDA(BReadyEvent ready, IEventManager eventManager) {
            JDABuilder builder = builder(); // createDefault(token) and your settings
            integration.attach(builder).build();
        }
    }

    public static final class Observed {

        private Observed() {}

        @BService
        public static JdaIntegration integration(Botmetry botmetry, BContext context) {
            return JdaIntegration.builder(botmetry)
                    .textCommands(message -> name(context.getTextCommandsContext(), message))
                    .build();
        }

        @BService
        public static FrameworkEvents events(JdaIntegration integration) {
            return integration.frameworkEvents();
        }
    }

    static @Nullable String name(TextCommandsContext commands, Message message) {
        if (!message.isFromGuild() || message.getAuthor().isBot()) {
            return null;
        }
        String content = message.getContentRaw();
        for (String prefix : commands.getEffectivePrefixes(message.getGuildChannel())) {
            if (content.startsWith(prefix)) {
                List<String> words =
                        List.of(content.substring(prefix.length()).strip().split("\\s+"));
                TextCommandInfo found = null;
                for (int count = 1; count <= words.size(); count++) {
                    TextCommandInfo longer = commands.findTextCommand(words.subList(0, count));
                    if (longer == null) {
                        break;
                    }
                    found = longer;
                }
                return found == null ? null : found.getPath().getFullPath(' ');
            }
        }
        return null;
    }

    @BService
    public static final class FailureTeller implements GlobalExceptionHandler {

        private static final Logger LOG = LoggerFactory.getLogger("com.example.bot");
        private final FrameworkEvents events;

        public FailureTeller(FrameworkEvents events) {
            this.events = events;
        }

        @Override
        public void onException(@Nullable Event event, Throwable error) {
            LOG.error("Uncaught exception in {}", event, error); // which BotCommands leaves to the handler
            if (event != null) {
                events.failed(event, error);
            }
        }
    }

    @BService
    public static final class Rejections implements BotCommandsMessagesFactory {

        private final BotCommandsMessagesFactory own;
        private final FrameworkEvents events;

        public Rejections(
                PermissionLocalization permissions,
                LocalizationService localization,
                TextCommandLocaleProvider textLocales,
                UserLocaleProvider userLocales,
                FrameworkEvents events) {
            this.own = new DefaultBotCommandsMessagesFactory(
                    permissions, localization, textLocales, userLocales, "BotCommandsMessages");
            this.events = events;
        }

        @Override
        public BotCommandsMessages get(Locale locale) {
            return observed(own.get(locale));
        }

        @Override
        public BotCommandsMessages get(MessageReceivedEvent event) {
            return observed(own.get(event));
        }

        @Override
        public BotCommandsMessages get(Interaction event) {
            return observed(own.get(event));
        }

        private BotCommandsMessages observed(BotCommandsMessages messages) {
            InvocationHandler hooks = (proxy, message, given) -> {
                String reason = reason(message.getName());
                if (reason != null) {
                    events.rejected((GenericEvent) given[0], reason);
                }
                try {
                    return message.invoke(messages, given);
                } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                }
            };
            Class<?> type = BotCommandsMessages.class;
            return (BotCommandsMessages) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, hooks);
        }

        private static @Nullable String reason(String message) {
            return switch (message) {
                case "missingUserPermissions", "missingBotPermissions", "ownerOnly", "componentNotAllowed" ->
                    "permission";
                case "userRateLimited", "channelRateLimited", "guildRateLimited" -> "cooldown";
                case "componentExpired", "modalExpired" -> "expired";
                case "nsfwOnly" -> "nsfw only";
                case "applicationCommandsNotAvailable" -> "not available";
                default -> null;
            };
        }
    }
}
