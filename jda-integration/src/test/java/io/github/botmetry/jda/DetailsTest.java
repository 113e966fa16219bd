package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDetails;
import io.github.botmetry.event.EventDetails.Option;
import io.github.botmetry.simulator.SimulatedChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDAInfo;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reports are told of an event beyond its ids. */
class DetailsTest {

    private final List<BotEvent> seen = new CopyOnWriteArrayList<>();
    private TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    private EventDetails details(int number) {
        await().atMost(Simulated.SOON).until(() -> seen.size() > number);
        return seen.get(number).details();
    }

    /** Sees each command twice: as it is handled, and as the copy that goes on into its callback. */
    private void startWatchingCommands() throws InterruptedException {
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            seen.add(Objects.requireNonNull(CurrentEvent.get()));
            event.reply("a").queue(hook -> seen.add(Objects.requireNonNull(CurrentEvent.get())));
        }));
    }

    @Test
    void details_ofACommand_nameItsOptionsAndItsSurroundings_alsoInItsCallbacks() throws Exception {
        startWatchingCommands();

        bot.alice
                .runs("ban")
                .option("who", bot.alice)
                .option("days", 7)
                .option("why", "spam")
                .in(bot.general);

        for (int i = 0; i < 2; i++) {
            assertThat(details(i).options())
                    .containsExactly(
                            new Option("who", "user", Long.toString(bot.alice.id())),
                            new Option("days", "integer", "7"),
                            new Option("why", "string", "spam"));
            assertThat(details(i).facts())
                    .containsEntry("channel_type", "text")
                    .containsEntry("guild_type", "attached")
                    .containsEntry("shard_total", 1)
                    .containsEntry("jda_version", JDAInfo.VERSION)
                    .containsKeys("guild_locale", "user_locale", "response_number");
        }
    }

    @Test
    void details_inDirectMessagesAndForeignGuilds_areReadWithoutTheGuild() throws Exception {
        SimulatedChannel foreign = bot.discord.foreignGuild("Elsewhere").textChannel("general");
        startWatchingCommands();

        bot.alice.runs("ping").inDirectMessages();
        assertThat(details(1).facts()).containsEntry("channel_type", "private").doesNotContainKey("guild_type");
        bot.alice.runs("ping").option("what", "all").in(foreign);

        assertThat(details(3).facts()).containsEntry("guild_type", "detached");
        assertThat(details(3).options()).containsExactly(new Option("what", "string", "all"));
    }

    @Test
    void details_ofAMessage_nameItsChannelAndNoOptions() throws Exception {
        bot.start(on(MessageReceivedEvent.class, event -> seen.add(Objects.requireNonNull(CurrentEvent.get()))));

        bot.alice.sends(bot.general, "hello");

        assertThat(details(0).facts()).containsEntry("channel_type", "text").doesNotContainKey("user_locale");
        assertThat(details(0).options()).isEmpty();
    }

    @Test
    void details_ofAUserWhoOptedOut_haveNoOptionsAndNoLanguage() throws Exception {
        bot.close();
        List<Long> optedOut = new CopyOnWriteArrayList<>();
        Privacy privacy = Privacy.builder().userOptedOut(optedOut::contains).build();
        bot = new TestBot(builder -> builder.privacy(privacy), UnaryOperator.identity());
        optedOut.add(bot.alice.id());
        startWatchingCommands();

        bot.alice.runs("ban").option("why", "spam").in(bot.general);

        for (int i = 0; i < 2; i++) {
            assertThat(details(i).options()).isEmpty();
            assertThat(details(i).facts()).doesNotContainKey("user_locale").containsKey("guild_locale");
        }
    }
}
