package io.github.botmetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.dv8tion.jda.api.events.role.RoleCreateEvent;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PayloadErrorsTest {
    private static final String WEB_SOCKET = "net.dv8tion.jda.internal.requests.WebSocketClient";

    @Test
    void close_afterParseError_throwsWithItsMessage() {
        PayloadErrors errors = PayloadErrors.watch();
        LoggerFactory.getLogger(WEB_SOCKET)
                .error("Got an unexpected error. Please redirect", new IllegalArgumentException("no colors"));
        assertThatThrownBy(errors::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Got an unexpected error")
                .hasMessageContaining("no colors");
    }

    @Test
    void close_afterLostConnectionAndForeignErrors_isSilent() {
        try (PayloadErrors errors = PayloadErrors.watch()) {
            LoggerFactory.getLogger(WEB_SOCKET).warn("Missed 2 heartbeats! Trying to reconnect...");
            LoggerFactory.getLogger("net.dv8tion.jda.api.JDA").error("One of the EventListeners had an exception");
            assertThat(errors.messages()).isEmpty();
        }
    }

    @Test
    void payload_thatJdaCannotRead_isReported() throws Exception {
        try (DiscordSimulator discord = DiscordSimulator.create()) {
            SimulatedGuild guild = discord.guild("Garden");
            TestBot bot = TestBot.at(discord);
            discord.dispatch(guild, "CHANNEL_CREATE", "{\"id\":\"1\",\"type\":0}");
            discord.dispatch(guild, "GUILD_ROLE_CREATE", "{\"role\":{}}");
            guild.role("after");
            bot.await(RoleCreateEvent.class);
            assertThatThrownBy(bot::close).isInstanceOf(AssertionError.class).hasMessageContaining("CHANNEL_CREATE");
        }
    }
}
