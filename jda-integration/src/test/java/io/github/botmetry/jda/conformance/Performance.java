package io.github.botmetry.jda.conformance;

import static org.awaitility.Awaitility.await;

import io.github.botmetry.Botmetry;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.RecordedRequest;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedGuild;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import org.awaitility.core.ConditionFactory;

/** One run of a script, with or without Botmetry. */
final class Performance implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Script script;
    private final boolean attached;
    private final DiscordSimulator discord;
    private final SimulatedChannel general;
    private final SimulatedUser alice;
    private final int shard;
    private final OwnParts parts;
    private final Trail trail = new Trail();
    private final BotBuilder builder;
    private final List<JDA> started = new ArrayList<>();
    private final List<String> endedPools = new ArrayList<>();
    private Botmetry botmetry;

    /** All that a bot, Discord and the machine notice of a run. */
    record Outcome(List<String> listeners, List<String> sent, List<String> endedPools) {}

    private Performance(Script script, boolean attached) {
        this.script = script;
        this.attached = attached;
        this.discord = DiscordSimulator.builder().shards(script.jdas()).build();
        SimulatedGuild guild = discord.guild("Garden");
        this.general = guild.textChannel("general");
        this.alice = guild.member("alice");
        this.shard = guild.shard(script.jdas());
        this.parts = new OwnParts(script);
        this.builder = new BotBuilder(script, discord, parts, List.of(actor(), noting("")));
    }

    static Outcome of(Script script, boolean attached) throws InterruptedException {
        try (Performance performance = new Performance(script, attached)) {
            return performance.run();
        }
    }

    private boolean isAnnotated() {
        return script.the(Script.Manager.class) == Script.Manager.ANNOTATED;
    }

    private Object actor() {
        return isAnnotated() ? Trail.annotatedActor() : Trail.plainActor();
    }

    private Object noting(String name) {
        return isAnnotated() ? trail.annotated(name) : trail.plain(name);
    }

    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions().atMost(SOON);
    }

    private Outcome run() throws InterruptedException {
        int builds = script.the(Script.Built.class) == Script.Built.AGAIN ? 2 : 1;
        for (int build = 0; build < builds; build++) {
            attach();
            List<JDA> jdas = start();
            talk(jdas.get(shard));
            end(jdas);
        }
        return new Outcome(trail.seen(), sent(), endedPools);
    }

    private void attach() {
        if (attached && botmetry == null) {
            botmetry = Botmetry.builder().strict(true).shutdownHook(false).build();
            builder.attach(botmetry);
        }
    }

    private List<JDA> start() throws InterruptedException {
        List<Long> before = new ArrayList<>();
        for (int number = 0; number < script.jdas(); number++) {
            before.add(trail.count(Trail.ready(number)));
        }
        started.clear();
        for (int number = 0; number < script.jdas(); number++) {
            int shardNumber = number;
            started.add(builder.build(number));
            started.get(number).awaitReady();
            soon().until(() -> trail.count(Trail.ready(shardNumber)) > before.get(shardNumber));
        }
        return started;
    }

    private void talk(JDA jda) {
        alice.runs("ping").in(general).awaitEdit(SOON);
        says("boom", "boom");
        says("hello", "hello", "heard");
        says("later", "later", "now");
        long deletions = requests("DELETE", "message");
        says("missing", "missing");
        soon().until(() -> requests("DELETE", "message") > deletions);
        Object late = noting("late");
        jda.addEventListener(late);
        saysSeen("any", seen("any"), seen("what is any"), "late: " + seen("what is any"));
        jda.removeEventListener(late);
        says("other", "other", "what is other");
    }

    private String seen(String content) {
        return "shard " + shard + " message " + content;
    }

    /** Waits until the bot's own listeners have seen these messages. */
    private void says(String content, String... messages) {
        saysSeen(content, Stream.of(messages).map(this::seen).toArray(String[]::new));
    }

    /** Each run on a used builder adds to the trail. */
    private void saysSeen(String content, String... marks) {
        List<Long> before = Stream.of(marks).map(trail::count).toList();
        alice.sends(general, content);
        for (int i = 0; i < marks.length; i++) {
            int mark = i;
            soon().until(() -> trail.count(marks[mark]) > before.get(mark));
        }
    }

    private long requests(String method, String part) {
        return discord.requests().all().stream()
                .filter(request ->
                        request.method().equals(method) && request.route().contains(part))
                .count();
    }

    private List<String> sent() {
        return discord.requests().all().stream()
                .map(Performance::words)
                .sorted()
                .toList();
    }

    private static String words(RecordedRequest request) {
        String body = request.body();
        int content = body.indexOf("\"content\":");
        String said = content < 0 ? "" : " " + body.substring(content, body.indexOf('"', content + 11) + 1);
        return request.method() + " " + request.route() + " " + request.status() + said;
    }

    private void end(List<JDA> jdas) throws InterruptedException {
        Script.Close close = script.the(Script.Close.class);
        if (close == Script.Close.BEFORE_THE_BOT) {
            closeBotmetry();
        }
        jdas.forEach(Performance::awaitIdle);
        builder.end(jdas);
        for (JDA jda : jdas) {
            if (!jda.awaitShutdown(SOON)) {
                throw new AssertionError("a JDA did not end");
            }
        }
        jdas.forEach(this::noteEnd);
        if (close == Script.Close.AFTER_THE_BOT) {
            closeBotmetry();
        }
    }

    /** With a request under way JDA looks every 30 s whether it may end. */
    private static void awaitIdle(JDA jda) {
        soon().until(() -> jda.cancelRequests() == 0);
    }

    /** JDA's own threads stay for a while after that, until their delayed tasks are done. */
    private void noteEnd(JDA jda) {
        soon().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("MainWS")));
        endedPools.addAll(parts.endedPools());
        endedPools.add("callback " + jda.getCallbackPool().isShutdown());
        endedPools.add("rate limit " + jda.getRateLimitPool().isShutdown());
        endedPools.add("gateway " + jda.getGatewayPool().isShutdown());
    }

    /** In strict mode this fails if there was anything to warn of. */
    private void closeBotmetry() {
        if (botmetry != null) {
            botmetry.close();
            botmetry = null;
        }
    }

    @Override
    public void close() {
        try {
            started.forEach(JDA::shutdownNow); // where the run failed
            closeBotmetry();
        } finally {
            parts.close();
            discord.close();
        }
    }
}
