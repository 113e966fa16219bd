package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.JdaPeople.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.botmetry.Botmetry;
import io.github.botmetry.Privacy;
import io.github.botmetry.jda.JdaIntegration;
import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Every event class of this JDA, with a person who opted out in every role that the event gives to people. */
class OptOutEventsTest {

    private static final Logger JDAS_LOG = (Logger) LoggerFactory.getLogger(JDA.class);
    private static final String EVENTS = "net/dv8tion/jda/api/events/";

    /** A bot that fails at each event, and writes the people of the event wherever Sentry lets it. */
    private static void indiscreet(GenericEvent event) {
        String names = JdaPeople.names(event);
        User user = new User();
        user.setId(Long.toString(ALICE.id()));
        user.setUsername(ALICE.name());
        Sentry.setUser(user);
        Sentry.setTag("who", names);
        Sentry.setExtra("whose", "<@" + ALICE.id() + "> alias " + names);
        Sentry.addBreadcrumb("asked by " + names + " " + ALICE.id());
        throw new IllegalStateException("failed for " + names + ", " + ALICE.id());
    }

    static List<Class<? extends GenericEvent>> classes()
            throws IOException, URISyntaxException, ClassNotFoundException {
        Path jar = Path.of(
                JDA.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<? extends GenericEvent>> classes = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith(EVENTS) && name.endsWith("Event.class") && !name.contains("$")) {
                    Class<?> type = Class.forName(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                    if (GenericEvent.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                        classes.add(type.asSubclass(GenericEvent.class));
                    }
                }
            }
        }
        return classes;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // of 500 classes of events
    void personWhoOptedOut_inAnyRoleOfAnyEvent_isInNothingThatLeaves() throws Exception {
        JDAS_LOG.setLevel(Level.OFF); // 500 stack traces
        IngestionServer server = new IngestionServer();
        SentryBot.initialise(server, options -> options.setMaxQueueSize(10_000));
        Privacy privacy = Privacy.builder().userOptedOut(id -> id == ALICE.id()).build();
        Botmetry botmetry = Botmetry.builder()
                .shutdownHook(false)
                .privacy(privacy)
                .install(SentryIntegration.builder().messageContent(true).build())
                .build();
        try (SentryBot bot = new SentryBot(server, botmetry)) {
            IEventManager manager = JdaIntegration.create(botmetry).observed(new InterfacedEventManager());
            manager.register((EventListener) OptOutEventsTest::indiscreet);
            JdaPeople people = new JdaPeople();
            int handled = 0;
            for (Class<? extends GenericEvent> type : classes()) {
                manager.handle(people.event(type, null));
                handled++;
                for (Method role : JdaPeople.roles(type)) {
                    manager.handle(people.event(type, role));
                    handled++;
                }
            }

            assertThat(handled).isGreaterThan(400);
            server.await("event", handled + 1); // and the one of which JDA's ExceptionEvent tells
            assertThat(server.leaked(hers())).isEmpty();
        } finally {
            JDAS_LOG.setLevel(null);
            Sentry.getGlobalScope().clearBreadcrumbs(); // of gateway sessions
        }
    }

    private static List<String> hers() {
        return List.of(
                Long.toString(ALICE.id()),
                Long.toString(ALICE.messageId()),
                Long.toString(ALICE.interactionId()),
                Long.toString(ALICE.threadId()),
                ALICE.name());
    }
}
