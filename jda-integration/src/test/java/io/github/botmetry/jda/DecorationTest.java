package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.CurrentEvent;
import io.github.botmetry.event.EventDetails.Option;
import io.github.botmetry.simulator.SimulatedRole;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands whose options JDA cannot resolve, with everything that is strict: a warning would fail the test. */
class DecorationTest {

    private final TestBot bot = new TestBot();
    private final List<BotEvent> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        bot.close();
    }

    private void startAnswering() throws InterruptedException {
        bot.start(on(
                SlashCommandInteractionEvent.class,
                event -> event.reply("a").queue(hook -> seen.add(Objects.requireNonNull(CurrentEvent.get())))));
    }

    private void awaitCounted() {
        await().atMost(Simulated.SOON).untilAsserted(() -> {
            assertThat(bot.numbers.count("discord.commands", "where", "slash", "ok"))
                    .isEqualTo(1);
            assertThat(bot.numbers.count("discord.interactions", "slash", "acked"))
                    .isEqualTo(1);
            assertThat(seen).hasSize(1);
        });
    }

    @Test
    void channelAndRole_inADirectMessage_areTheirIds() throws Exception {
        SimulatedRole role = bot.discord.guild("Garden").role("gardener");
        startAnswering();

        bot.alice
                .runs("where")
                .option("place", bot.general)
                .option("whose", role)
                .inDirectMessages();

        awaitCounted();
        assertThat(seen.get(0).content()).isEqualTo("/where place: " + bot.general.id() + " whose: " + role.id());
        assertThat(seen.get(0).details().options())
                .containsExactly(
                        new Option("place", "channel", Long.toString(bot.general.id())),
                        new Option("whose", "role", Long.toString(role.id())));
    }

    @Test
    void role_thatWasDeletedAMomentAgo_isItsId_andWhatJdaKnowsHasItsName() throws Exception {
        SimulatedRole role = bot.discord.guild("Garden").role("gardener");
        startAnswering();
        role.delete();
        await().atMost(Simulated.SOON).until(() -> bot.jda().getRoleById(role.id()) == null);

        bot.alice
                .runs("where")
                .option("whose", role)
                .option("who", bot.alice)
                .option("place", bot.general)
                .in(bot.general);

        awaitCounted();
        assertThat(seen.get(0).content()).isEqualTo("/where whose: " + role.id() + " who: @alice place: #general");
    }
}
