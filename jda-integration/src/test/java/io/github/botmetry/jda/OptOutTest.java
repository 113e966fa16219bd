package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.simulator.SimulatedMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.utils.MemberCachePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alice, or all guilds, want nothing kept about them. */
class OptOutTest {

    private static final Logger LOG = LoggerFactory.getLogger("bot");

    private final LogLines lines = new LogLines("bot");
    private final List<BotEvent> seen = new CopyOnWriteArrayList<>();
    private final TestBot bot = new TestBot(builder -> builder.privacy(privacy()), UnaryOperator.identity());
    private volatile boolean userOptedOut;
    private volatile boolean guildOptedOut;

    private Privacy privacy() {
        return Privacy.builder()
                .userOptedOut(id -> userOptedOut && id == alice())
                .guildOptedOut(id -> guildOptedOut)
                .build();
    }

    private long alice() {
        return bot.alice.id();
    }

    @AfterEach
    void stop() {
        lines.close();
        bot.close();
    }

    @Test
    void userWhoOptedOut_isInNoLogLineAndNoEvent() throws Exception {
        userOptedOut = true;
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            seen.add(CurrentEvent.get());
            event.reply("a").queue(hook -> {
                LOG.info("answered");
                seen.add(CurrentEvent.get());
            });
        }));

        bot.alice.runs("ping").option("what", "a secret").in(bot.general);

        await().atMost(Simulated.SOON).until(() -> seen.size() == 2);
        for (BotEvent event : seen) {
            assertThat(event.userId()).isEqualTo(BotEvent.WITHHELD);
            assertThat(event.interactionId()).isEqualTo(BotEvent.WITHHELD);
            assertThat(event.withheld()).contains("alice", Long.toString(bot.alice.id()));
            assertThat(event.userName()).isNull();
            assertThat(event.content()).isNull();
            assertThat(event.channelId()).isEqualTo(bot.general.id());
        }
        assertThat(lines.lines().get(0).getMDCPropertyMap())
                .containsEntry("command", "ping")
                .doesNotContainKeys("user", "interaction");
        await().atMost(Simulated.SOON)
                .untilAsserted(
                        () -> assertThat(bot.numbers.counts("discord.commands")).containsOnlyKeys("ping/slash/ok"));
    }

    @Test
    void userWhoOptedOut_isWithheldWhereAnotherChoseHerInACommand() throws Exception {
        userOptedOut = true;
        bot.discord.guild("Garden").nickname(bot.alice, "Rosebud");
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            seen.add(CurrentEvent.get());
            event.reply("a").queue();
        }));

        bot.discord
                .guild("Garden")
                .member("bob")
                .runs("ban")
                .option("who", bot.alice)
                .in(bot.general);

        await().atMost(Simulated.SOON).until(() -> seen.size() == 1);
        assertThat(seen.get(0).withheld()).contains("alice", "Rosebud", Long.toString(bot.alice.id()));
        assertThat(seen.get(0).content()).isNull();
    }

    @Test
    void nicknameOfAMentionedUserWhoOptedOut_isWithheld() throws Exception {
        userOptedOut = true;
        bot.discord.guild("Garden").nickname(bot.alice, "Rosebud");
        bot.start(
                JdaIntegration.create(bot.botmetry),
                builder -> builder.setMemberCachePolicy(MemberCachePolicy.ALL),
                on(MessageReceivedEvent.class, event -> seen.add(CurrentEvent.get())));

        bot.alice.sends(bot.general, "hello"); // JDA knows her from then on
        bot.discord.guild("Garden").member("bob").sends(bot.general, "hi " + bot.alice.mention());

        await().atMost(Simulated.SOON).until(() -> seen.size() == 2);
        assertThat(seen.get(1).withheld()).contains("Rosebud");
    }

    @Test
    void guildThatOptedOut_isInNoLogLineAndNoEvent() throws Exception {
        guildOptedOut = true;
        bot.start(on(SlashCommandInteractionEvent.class, event -> {
            LOG.info("handling");
            seen.add(CurrentEvent.get());
            event.reply("a").queue();
        }));

        bot.run("ping");

        await().atMost(Simulated.SOON).until(() -> !seen.isEmpty());
        BotEvent event = seen.get(0);
        assertThat(event.guildId()).isEqualTo(BotEvent.WITHHELD);
        assertThat(event.channelId()).isEqualTo(BotEvent.WITHHELD);
        assertThat(event.interactionId()).isEqualTo(BotEvent.WITHHELD);
        assertThat(event.jumpUrl()).isNull();
        assertThat(event.userId()).isEqualTo(bot.alice.id());
        assertThat(lines.lines().get(0).getMDCPropertyMap()).doesNotContainKeys("guild", "channel", "interaction");
        assertThat(event.withheld())
                .contains(Long.toString(bot.discord.guild("Garden").id()), "Garden", Long.toString(bot.general.id()));
    }

    @Test
    void messageOfAGuildThatOptedOut_isWithheld() throws Exception {
        guildOptedOut = true;
        bot.start(on(MessageReceivedEvent.class, event -> seen.add(CurrentEvent.get())));

        SimulatedMessage message = bot.alice.sends(bot.general, "hello");

        await().atMost(Simulated.SOON).until(() -> seen.size() == 1);
        assertThat(seen.get(0).withheld()).contains(Long.toString(message.id()), Long.toString(bot.general.id()));
    }
}
