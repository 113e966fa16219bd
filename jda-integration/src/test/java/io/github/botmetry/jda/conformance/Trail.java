package io.github.botmetry.jda.conformance;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.SubscribeEvent;

/** Listeners of the bot: one that does what a bot does, and one that notes what it sees. */
final class Trail {

    /** While a bot starts; its end may be lost with its pools. */
    private static final Set<JDA.Status> STARTING = Set.of(
            JDA.Status.INITIALIZED,
            JDA.Status.LOGGING_IN,
            JDA.Status.CONNECTING_TO_WEBSOCKET,
            JDA.Status.IDENTIFYING_SESSION,
            JDA.Status.AWAITING_LOGIN_CONFIRMATION,
            JDA.Status.LOADING_SUBSYSTEMS,
            JDA.Status.CONNECTED);

    private final List<String> seen = new CopyOnWriteArrayList<>();

    List<String> seen() {
        return seen.stream().sorted().toList();
    }

    boolean has(String what) {
        return seen.contains(what);
    }

    long count(String what) {
        return seen.stream().filter(what::equals).count();
    }

    private static String shard(GenericEvent event) {
        return "shard " + event.getJDA().getShardInfo().getShardId() + " ";
    }

    static String ready(int shard) {
        return "shard " + shard + " CONNECTED";
    }

    private void note(String who, GenericEvent event) {
        if (event instanceof StatusChangeEvent change) {
            if (change.getNewStatus() == JDA.Status.INITIALIZED) {
                seen.add(who + "INITIALIZED"); // of a shard that does not know its number yet
            } else if (STARTING.contains(change.getNewStatus())) {
                seen.add(who + shard(event) + change.getNewStatus());
            }
        } else if (event instanceof ReadyEvent || event instanceof GuildReadyEvent) {
            seen.add(who + shard(event) + event.getClass().getSimpleName());
        } else if (event instanceof MessageReceivedEvent message) {
            seen.add(who + shard(event) + "message " + message.getMessage().getContentRaw());
        } else if (event instanceof SlashCommandInteractionEvent command) {
            seen.add(who + shard(event) + "command " + command.getName());
        }
    }

    private static String role(String name) {
        return name.isEmpty() ? "" : name + ": ";
    }

    Object plain(String name) {
        return (EventListener) event -> note(role(name), event);
    }

    /** JDA looks for methods of the listener's own class. */
    Object annotated(String name) {
        return new Object() {
            @SubscribeEvent
            public void on(GenericEvent event) {
                note(role(name), event);
            }
        };
    }

    static Object plainActor() {
        return (EventListener) Trail::act;
    }

    static Object annotatedActor() {
        return new Object() {
            @SubscribeEvent
            public void onMessage(MessageReceivedEvent event) {
                act(event);
            }

            @SubscribeEvent
            public void onCommand(SlashCommandInteractionEvent event) {
                act(event);
            }
        };
    }

    private static void act(GenericEvent event) {
        if (event instanceof SlashCommandInteractionEvent command) {
            command.reply("pong").queue(hook -> hook.editOriginal("edited").queue());
        } else if (event instanceof MessageReceivedEvent message
                && !message.getAuthor().isBot()) {
            answer(message);
        }
    }

    private static void answer(MessageReceivedEvent message) {
        switch (message.getMessage().getContentRaw()) {
            case "hello" -> message.getChannel().sendMessage("heard").queue();
            case "later" -> message.getChannel().sendMessage("now").queueAfter(20, TimeUnit.MILLISECONDS);
            case "missing" -> message.getChannel().deleteMessageById(1).queue();
            case "boom" -> throw new IllegalStateException("planned");
            default ->
                message.getChannel()
                        .sendMessage("what is " + message.getMessage().getContentRaw())
                        .complete();
        }
    }
}
