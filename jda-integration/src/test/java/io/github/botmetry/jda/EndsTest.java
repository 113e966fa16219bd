package io.github.botmetry.jda;

import static io.github.botmetry.jda.TestBot.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads that a JDA leaves behind: none, however it came to its end. */
class EndsTest {

    private static final EventListener ANSWERING =
            on(SlashCommandInteractionEvent.class, event -> event.reply("a").queue());

    private TestBot bot = new TestBot();

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void twoJdas_fromOneBuilder_doNotEndEachOthersPools() throws Exception {
        JDABuilder builder = Simulated.builder(bot.discord).addEventListeners(ANSWERING);
        JdaIntegration.create(bot.botmetry).attach(builder);
        JDA first = builder.build().awaitReady();
        JDA second = builder.build().awaitReady();
        try {
            Simulated.end(first);
            bot.discord.shard(0).awaitIdentified(2, Simulated.SOON);

            second.getTextChannelById(bot.general.id())
                    .sendMessage("still there")
                    .submitAfter(1, TimeUnit.MILLISECONDS)
                    .get(30, TimeUnit.SECONDS);
        } finally {
            Simulated.end(second);
        }
        JDA third = builder.build().awaitReady();
        try {
            third.getTextChannelById(bot.general.id())
                    .sendMessage("here again")
                    .submitAfter(1, TimeUnit.MILLISECONDS)
                    .get(30, TimeUnit.SECONDS);
        } finally {
            Simulated.end(third);
        }
        Simulated.awaitNoSchedulerThreads();
    }

    @Test
    void loginThatDiscordRefuses_leavesNothingBehind() throws Exception {
        bot.close();
        bot = new TestBot(UnaryOperator.identity(), simulation -> simulation.refusePrivilegedIntents(true));
        JDA jda = JdaIntegration.create(bot.botmetry)
                .attach(Simulated.builder(bot.discord).addEventListeners(ANSWERING))
                .build();

        assertThat(jda.awaitShutdown(Simulated.SOON)).isTrue();
        Simulated.awaitNoSchedulerThreads();
    }

    @Test
    void tokenThatDiscordRefuses_leavesNothingBehind() {
        JDABuilder builder = Simulated.builder(bot.discord).setToken("wrong");

        assertThatThrownBy(() ->
                        JdaIntegration.create(bot.botmetry).attach(builder).build())
                .isInstanceOf(InvalidTokenException.class);
        Simulated.awaitNoSchedulerThreads();
    }
}
