package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.EventContextElement;
import io.github.botmetry.jda.FrameworkEvents;
import io.github.botmetry.jda.JdaIntegration;
import io.github.freya022.botcommands.api.commands.text.TextCommandInfo;
import io.github.freya022.botcommands.api.commands.text.TextCommandsContext;
import io.github.freya022.botcommands.api.core.GlobalExceptionHandler;
import io.github.freya022.botcommands.api.core.JDAService;
import io.github.freya022.botcommands.api.core.config.BCoroutineScopesConfigBuilder;
import io.github.freya022.botcommands.api.core.config.CoroutineScopeFactory;
import io.github.freya022.botcommands.api.core.events.BReadyEvent;
import io.github.freya022.botcommands.api.core.service.annotations.BService;
import java.util.List;
import java.util.Set;
import kotlinx.coroutines.CoroutineScopeKt;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.Event;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of BotCommands in docs/frameworks.md, compiled against the real one. */
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

    @BService
    public static final class Bot extends JDAService {

        private final Botmetry botmetry;
        private final String token;
        private FrameworkEvents events;

        Bot(Botmetry botmetry, String token) {
            this.botmetry = botmetry;
            this.token = token;
        }

        @Override
        public Set<GatewayIntent> getIntents() {
            return defaultIntents(GatewayIntent.MESSAGE_CONTENT);
        }

        @Override
        public Set<CacheFlag> getCacheFlags() {
            return Set.of();
        }

        @Override
        protected void createJDA(BReadyEvent ready, IEventManager eventManager) {
            TextCommandsContext commands = ready.getContext().getTextCommandsContext();
            JdaIntegration integration = JdaIntegration.builder(botmetry)
                    .textCommands(message -> name(commands, message))
                    .build();
            events = integration.frameworkEvents();
            integration.attach(createDefault(token)).build();
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

        FailureTeller(FrameworkEvents events) {
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
}
