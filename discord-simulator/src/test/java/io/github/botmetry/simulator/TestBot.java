package io.github.botmetry.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.MemberCachePolicy;

/** A real JDA at a simulator, which keeps its events for {@link #await} and fails on payloads it cannot read. */
final class TestBot implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    private final PayloadErrors payloadErrors = PayloadErrors.watch();
    private final Signal signal = new Signal();
    private final List<GenericEvent> events = new ArrayList<>();
    private final JDA jda;

    private TestBot(DiscordSimulator discord, JDABuilder builder, EventListener listener) throws InterruptedException {
        JdaConnection.to(discord, builder);
        builder.setEnableShutdownHook(false).addEventListeners((EventListener) this::keep, listener);
        jda = builder.build();
        jda.awaitReady();
    }

    /** Logs in with all intents. */
    static TestBot at(DiscordSimulator discord) throws InterruptedException {
        return at(discord, event -> {});
    }

    static TestBot at(DiscordSimulator discord, EventListener listener) throws InterruptedException {
        JDABuilder builder = JDABuilder.createDefault(null, GatewayIntent.getIntents(GatewayIntent.ALL_INTENTS))
                .setMemberCachePolicy(MemberCachePolicy.ALL);
        return at(discord, builder, listener);
    }

    static TestBot at(DiscordSimulator discord, JDABuilder builder, EventListener listener)
            throws InterruptedException {
        return new TestBot(discord, builder, listener);
    }

    /** A listener for one type of event. */
    static <E extends GenericEvent> EventListener on(Class<E> type, Consumer<E> reaction) {
        return event -> {
            if (type.isInstance(event)) {
                reaction.accept(type.cast(event));
            }
        };
    }

    private void keep(GenericEvent event) {
        signal.change(() -> events.add(event));
    }

    JDA jda() {
        return jda;
    }

    <E extends GenericEvent> List<E> seen(Class<E> type) {
        return signal.read(
                () -> events.stream().filter(type::isInstance).map(type::cast).toList());
    }

    <E extends GenericEvent> E await(Class<E> type) {
        return await(type, 1).get(0);
    }

    <E extends GenericEvent> List<E> await(Class<E> type, int count) {
        signal.await(SOON, () -> seen(type).size() >= count, () -> "saw " + seen(type) + " of " + events);
        return seen(type);
    }

    @Override
    public void close() {
        // Not at once: the answer to what a test has just seen may still be on its way.
        jda.shutdown();
        try {
            if (!jda.awaitShutdown(SOON)) {
                throw new AssertionError("JDA did not shut down: " + jda.getStatus());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            payloadErrors.close();
        }
    }
}
