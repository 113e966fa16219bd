package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.requests.RestAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way by which a handler's code goes on, and whether the event is still there. */
class PropagationTest {

    /** Arranges that {@code here} is run in the place which the row is about. */
    private interface Way {
        void go(SlashCommandInteractionEvent event, Runnable here) throws Exception;
    }

    private static final ScheduledExecutorService OWN = Executors.newScheduledThreadPool(2);
    private static final ExecutorService WRAPPED = CurrentEvent.wrap(OWN);
    private static final Map<String, Way> THERE = new LinkedHashMap<>();
    private static final Map<String, Way> NOT_THERE = new LinkedHashMap<>();
    private static final LinkedBlockingQueue<String> SEEN = new LinkedBlockingQueue<>();
    private static TestBot bot;

    static {
        THERE.put("the handler itself", (event, here) -> here.run());
        THERE.put("reply.queue(success)", (event, here) -> event.reply("a").queue(hook -> here.run()));
        THERE.put(
                "sendMessage.queue(success)",
                (event, here) -> event.getChannel().sendMessage("a").queue(message -> here.run()));
        THERE.put(
                "queue(failure) of a 404",
                (event, here) -> event.getChannel().retrieveMessageById(1).queue(message -> {}, error -> here.run()));
        THERE.put(
                "deferReply, editOriginal, queue(success)",
                (event, here) ->
                        event.deferReply().queue(hook -> hook.editOriginal("a").queue(message -> here.run())));
        THERE.put(
                "three callbacks deep",
                (event, here) -> event.deferReply()
                        .queue(hook -> hook.editOriginal("a")
                                .queue(a -> hook.sendMessage("b").queue(b -> here.run()))));
        THERE.put("hook.sendMessage before the acknowledgement", (event, here) -> {
            event.getHook().sendMessage("later").queue(message -> here.run());
            event.deferReply().queue();
        });
        THERE.put(
                "submit.thenAccept",
                (event, here) -> event.getChannel().sendMessage("a").submit().thenAccept(message -> here.run()));
        THERE.put(
                "submit.thenCompose.thenAccept",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .submit()
                        .thenCompose(a -> a.editMessage("b").submit())
                        .thenAccept(b -> here.run()));
        THERE.put(
                "submit.exceptionally",
                (event, here) -> event.getChannel()
                        .retrieveMessageById(1)
                        .submit()
                        .exceptionally(error -> {
                            here.run();
                            return null;
                        }));
        THERE.put(
                "map",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .map(message -> {
                            here.run();
                            return message;
                        })
                        .queue());
        THERE.put(
                "flatMap",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .flatMap(message -> {
                            here.run();
                            return message.editMessage("b");
                        })
                        .queue());
        THERE.put(
                "flatMap.queue(success)",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .flatMap(message -> message.editMessage("b"))
                        .queue(message -> here.run()));
        THERE.put(
                "onErrorFlatMap",
                (event, here) -> event.getChannel()
                        .retrieveMessageById(1)
                        .onErrorFlatMap(error -> {
                            here.run();
                            return event.getChannel().sendMessage("instead");
                        })
                        .queue());
        THERE.put(
                "onErrorMap",
                (event, here) -> event.getChannel()
                        .retrieveMessageById(1)
                        .onErrorMap(error -> {
                            here.run();
                            return null;
                        })
                        .queue());
        THERE.put(
                "mapToResult",
                (event, here) ->
                        event.getChannel().retrieveMessageById(1).mapToResult().queue(result -> here.run()));
        THERE.put("zip", (event, here) -> zipped(event.getChannel()).queue(both -> here.run()));
        THERE.put(
                "allOf",
                (event, here) -> RestAction.allOf(
                                event.getChannel().sendMessage("a"),
                                event.getChannel().sendMessage("b"))
                        .queue(all -> here.run()));
        THERE.put(
                "queueAfter",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .queueAfter(20, TimeUnit.MILLISECONDS, message -> here.run()));
        THERE.put(
                "submitAfter.thenAccept",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .submitAfter(20, TimeUnit.MILLISECONDS)
                        .thenAccept(message -> here.run()));
        THERE.put(
                "delay",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .delay(Duration.ofMillis(20))
                        .queue(message -> here.run()));
        THERE.put(
                "delay.flatMap",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .delay(Duration.ofMillis(20))
                        .flatMap(message -> message.editMessage("b"))
                        .queue(message -> here.run()));
        THERE.put(
                "a deadline that has passed",
                (event, here) ->
                        event.getChannel().sendMessage("a").deadline(1).queue(message -> {}, error -> here.run()));
        THERE.put(
                "a check that says no",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .setCheck(() -> false)
                        .queue(message -> {}, error -> here.run()));
        THERE.put(
                "the check itself",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .setCheck(() -> {
                            here.run();
                            return false;
                        })
                        .queue(message -> {}, error -> {}));
        THERE.put("a second reply's failure", (event, here) -> {
            event.reply("a").queue();
            event.reply("b").queue(hook -> {}, error -> here.run());
        });
        THERE.put("complete() and then", (event, here) -> {
            event.getChannel().sendMessage("a").complete();
            here.run();
        });
        THERE.put(
                "submit(false).thenAccept",
                (event, here) ->
                        event.getChannel().sendMessage("a").submit(false).thenAccept(message -> here.run()));
        THERE.put(
                "pagination",
                (event, here) -> event.getChannel().getIterableHistory().forEachAsync(message -> {
                    here.run();
                    return false;
                }));
        THERE.put(
                "history",
                (event, here) -> MessageHistory.getHistoryFromBeginning(event.getChannel())
                        .queue(history -> here.run()));
        THERE.put(
                "JDA's callback pool",
                (event, here) -> event.getJDA().getCallbackPool().execute(here));
        THERE.put(
                "JDA's gateway pool",
                (event, here) -> event.getJDA().getGatewayPool().schedule(here, 1, TimeUnit.MILLISECONDS));
        THERE.put(
                "JDA's rate-limit scheduler",
                (event, here) -> event.getJDA().getRateLimitPool().schedule(here, 1, TimeUnit.MILLISECONDS));
        THERE.put("the bot's pool, wrapped", (event, here) -> WRAPPED.execute(here));
        THERE.put("runAsync on the bot's pool, wrapped", (event, here) -> CompletableFuture.runAsync(here, WRAPPED));
        THERE.put("a thread of its own, wrapped", (event, here) -> new Thread(CurrentEvent.wrap(here)).start());
        THERE.put(
                "the bot's pool, reply.queue(success)",
                (event, here) -> OWN.execute(() -> event.reply("a").queue(hook -> here.run())));
        THERE.put(
                "the bot's pool, defer, edit, queue(success)",
                (event, here) -> OWN.execute(() -> event.deferReply()
                        .queue(hook -> OWN.execute(() -> hook.editOriginal("a").queue(message -> here.run())))));
        THERE.put("the bot's pool, follow-up by the hook", (event, here) -> {
            event.deferReply().queue();
            OWN.execute(() -> event.getHook().sendMessage("a").queue(message -> here.run()));
        });
        NOT_THERE.put("the bot's pool as it is", (event, here) -> OWN.execute(here));
        NOT_THERE.put("runAsync on the JVM's pool", (event, here) -> CompletableFuture.runAsync(here));
        NOT_THERE.put(
                "thenAcceptAsync on the JVM's pool",
                (event, here) -> event.getChannel().sendMessage("a").submit().thenAcceptAsync(message -> here.run()));
        NOT_THERE.put(
                "queueAfter on the bot's scheduler",
                (event, here) -> event.getChannel()
                        .sendMessage("a")
                        .queueAfter(20, TimeUnit.MILLISECONDS, message -> here.run(), OWN));
        NOT_THERE.put(
                "sendMessage from the bot's pool",
                (event, here) ->
                        OWN.execute(() -> event.getChannel().sendMessage("a").queue(message -> here.run())));
        NOT_THERE.put(
                "loadMembers",
                (event, here) -> event.getGuild()
                        .retrieveMembersByIds(event.getUser().getIdLong())
                        .onSuccess(members -> here.run()));
    }

    @SuppressWarnings("unchecked") // JDA's own signature
    private static RestAction<List<Message>> zipped(MessageChannel channel) {
        return channel.sendMessage("a").map(a -> a).zip(channel.sendMessage("b"));
    }

    @BeforeAll
    static void start() throws Exception {
        bot = TestBot.allowing("unwrapped-pool");
        bot.alice.sends(bot.general, "something to page through");
        bot.start(TestBot.on(SlashCommandInteractionEvent.class, event -> {
            String row = event.getOption("row").getAsString();
            Way way = THERE.containsKey(row) ? THERE.get(row) : NOT_THERE.get(row);
            try {
                way.go(event, () -> SEEN.add(currentName()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @AfterAll
    static void stop() {
        OWN.shutdownNow();
        bot.close();
    }

    private static String currentName() {
        BotEvent event = CurrentEvent.get();
        return event == null ? "nothing" : event.kind() + " " + event.name() + " of user " + event.userId();
    }

    static Iterable<String> there() {
        return THERE.keySet();
    }

    static Iterable<String> notThere() {
        return NOT_THERE.keySet();
    }

    private static String seenIn(String row) throws InterruptedException {
        SEEN.clear();
        bot.alice.runs("go").option("row", row).in(bot.general);
        String seen = SEEN.poll(30, TimeUnit.SECONDS);
        assertThat(seen).as("place was reached").isNotNull();
        return seen;
    }

    @ParameterizedTest
    @MethodSource("there")
    void event_isThere_in(String row) throws Exception {
        assertThat(seenIn(row)).isEqualTo("SLASH go of user " + bot.alice.id());
    }

    @ParameterizedTest
    @MethodSource("notThere")
    void event_isNotThere_in(String row) throws Exception {
        assertThat(seenIn(row)).isEqualTo("nothing");
    }
}
