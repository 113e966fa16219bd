package io.github.botmetry.benchmarks;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import io.github.botmetry.simulator.SimulatedChannel;
import io.github.botmetry.simulator.SimulatedUser;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.handle.SocketHandler;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A bot on the real JDA in this JVM, whose commands need no socket: it logs in to a simulated Discord and runs one command
 * there; that command's event and Discord's answer to it are repeated from then on.
 *
 * <p>The event goes to JDA's handler of the gateway, the answer comes from JDA's HTTP client. Not thread-safe.
 */
final class LocalBot extends ListenerAdapter implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;

    private final DiscordSimulator discord = DiscordSimulator.create();
    private final SimulatedChannel channel = discord.guild("Garden").textChannel("general");
    private final SimulatedUser user = discord.guild("Garden").member("alice");
    private final RecordedAnswer answers = new RecordedAnswer();
    private final AtomicLong answered = new AtomicLong();
    private final JDAImpl jda;
    private final SocketHandler interactions;
    private volatile @Nullable DataObject recorded;
    private volatile @Nullable Thread waiting;
    private long sent;

    /** Logs in; with a Botmetry that is switched off it is bare JDA. */
    LocalBot(Botmetry botmetry) throws InterruptedException {
        OkHttpClient.Builder client = new OkHttpClient.Builder();
        JDABuilder builder = JDABuilder.createDefault(discord.token())
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setHttpClientBuilder(client)
                .setEventPassthrough(true)
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                })
                .addEventListeners(this);
        JdaIntegration.create(botmetry).attach(builder);
        client.addInterceptor(answers);
        jda = (JDAImpl) builder.build().awaitReady();
        interactions = jda.getClient().getHandler("INTERACTION_CREATE");
        waiting = Thread.currentThread();
        long before = answered.get();
        user.runs("ping").in(channel).awaitAcknowledged(LIMIT);
        awaitAnswer(before);
    }

    /** Takes the calling thread for the one that reads the gateway. */
    void becomeReader() {
        Thread.currentThread().setName("JDA MainWS-ReadThread");
        waiting = Thread.currentThread();
        jda.setContext();
    }

    /** Runs {@code /ping} so often, each after JDA has handled Discord's answer to the one before. */
    void ping(int times) {
        for (int i = 0; i < times; i++) {
            long before = answered.get();
            receive("ping");
            awaitAnswer(before);
        }
    }

    /** Runs {@code /broken}, whose listener throws. */
    void fail() {
        receive("broken");
    }

    /** Sends a message outside of any event, and returns as soon as JDA has handled Discord's answer. */
    void send() {
        TextChannel garden = Objects.requireNonNull(jda.getTextChannelById(channel.id()));
        long before = answered.get();
        garden.sendMessage("hello").queue();
        awaitAnswer(before);
    }

    private void receive(String name) {
        sent++;
        interactions.handle(sent, command(name));
    }

    /** The recorded command under an id and a token of its own. */
    private DataObject command(String name) {
        DataObject original = recorded;
        if (original == null) {
            throw new IllegalStateException("the first command must have been handled");
        }
        DataObject content = DataObject.empty();
        DataObject template = original.getObject("d");
        template.keys().forEach(key -> content.put(key, template.get(key)));
        long now = System.currentTimeMillis() - DISCORD_EPOCH_MILLIS;
        content.put("id", Long.toUnsignedString((now << TIME_SHIFT) + sent % (1 << TIME_SHIFT)));
        content.put("token", template.getString("token") + (100_000_000 + sent));
        if (!name.equals(template.getObject("data").getString("name"))) {
            DataObject data = DataObject.fromJson(template.getObject("data").toJson());
            content.put("data", data.put("name", name));
        }
        return DataObject.empty().put("op", 0).put("t", "INTERACTION_CREATE").put("d", content);
    }

    private void awaitAnswer(long before) {
        while (answered.get() == before) {
            LockSupport.park(this);
        }
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        if (recorded == null) {
            recorded = event.getRawData();
        }
        if (event.getName().equals("broken")) {
            throw new IllegalStateException("broken");
        }
        event.reply("pong").queue();
    }

    /** Comes after the answer's own callbacks. */
    @Override
    public void onHttpRequest(HttpRequestEvent event) {
        answered.incrementAndGet();
        LockSupport.unpark(waiting);
    }

    @Override
    public void close() {
        jda.shutdownNow();
        discord.close();
    }
}
