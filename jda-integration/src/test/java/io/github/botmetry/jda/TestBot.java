package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Failure;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.RestCall;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.Interaction;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;

/** A bot on the real JDA at a simulator of its own, with alice in #general, and what its observers were told. */
final class TestBot implements AutoCloseable {

    final Botmetry botmetry;
    final DiscordSimulator discord;
    final SimulatedChannel general;
    final SimulatedUser alice;
    final Numbers numbers;
    final List<String> failures = new CopyOnWriteArrayList<>();
    final List<Failure> failureDetails = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<RestCall> callDetails = new CopyOnWriteArrayList<>();
    final List<String> finished = new CopyOnWriteArrayList<>();
    private final Set<String> allowed = new HashSet<>();
    private JDA jda;

    TestBot() {
        this(UnaryOperator.identity(), UnaryOperator.identity());
    }

    TestBot(UnaryOperator<Botmetry.Builder> settings, UnaryOperator<DiscordSimulator.Builder> simulation) {
        botmetry = settings.apply(Botmetry.builder().strict(true).shutdownHook(false))
                .build();
        numbers = new Numbers(botmetry);
        discord = simulation.apply(DiscordSimulator.builder()).build();
        general = discord.guild("Garden").textChannel("general");
        alice = discord.guild("Garden").member("alice");
        botmetry.wiring().observe(new Recorder());
    }

    /** Strict as ever, but for warnings of these codes, which may come. */
    static TestBot allowing(String... codes) {
        TestBot bot = lenient();
        bot.allowed.addAll(List.of(codes));
        return bot;
    }

    /** For a test in which there is something to warn of, and which looks at that itself. */
    static TestBot lenient() {
        return new TestBot(builder -> builder.strict(false), UnaryOperator.identity());
    }

    private final class Recorder implements EventObserver {
        @Override
        public Observation begin(BotEvent event) {
            return new Observation() {
                @Override
                public void finished(Outcome outcome, Duration duration) {
                    finished.add(event.name() + " " + outcome);
                }
            };
        }

        @Override
        public void restCompleted(BotEvent event, RestCall call) {
            callDetails.add(call);
            calls.add((event == null ? "nothing" : event.name()) + " " + call.method() + " " + call.route() + " "
                    + call.status() + " in " + call.attempts());
        }

        @Override
        public String failed(BotEvent event, Failure failure) {
            failureDetails.add(failure);
            failures.add((event == null ? "nothing" : event.name()) + " " + failure.source() + " "
                    + failure.error().getClass().getSimpleName());
            return null;
        }
    }

    /** Logs in with everything as a bot has it that knows nothing of us. */
    TestBot start(EventListener... listeners) throws InterruptedException {
        return start(JdaIntegration.create(botmetry), builder -> builder, listeners);
    }

    TestBot start(JdaIntegration integration, UnaryOperator<JDABuilder> settings, EventListener... listeners)
            throws InterruptedException {
        JDABuilder builder = settings.apply(Simulated.builder(discord)).addEventListeners((Object[]) listeners);
        jda = integration.attach(builder).build().awaitReady();
        return this;
    }

    /** The bot is this one, which something else built at this simulator. */
    TestBot started(JDA built) throws InterruptedException {
        jda = built;
        jda.awaitReady();
        return this;
    }

    static <E extends GenericEvent> EventListener on(Class<E> type, Consumer<E> reaction) {
        return event -> {
            if (type.isInstance(event)) {
                reaction.accept(type.cast(event));
            }
        };
    }

    JDA jda() {
        return jda;
    }

    Interaction run(String command) {
        return alice.runs(command).in(general);
    }

    @Override
    public void close() {
        if (jda != null) {
            Simulated.end(jda);
        }
        discord.close();
        botmetry.close();
        if (!allowed.isEmpty()) {
            assertThat(botmetry.warnings()).extracting(Warning::code).isSubsetOf(allowed);
        }
    }
}
