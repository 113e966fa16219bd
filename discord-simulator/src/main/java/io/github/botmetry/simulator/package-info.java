/**
 * Test bots against a Discord on the loopback interface, with REST and gateway as the real JDA uses them.
 *
 * <pre>{@code
 * try (DiscordSimulator discord = DiscordSimulator.builder().shards(2).build()) {
 *     SimulatedChannel general = discord.guild("Garden").textChannel("general");
 *     SimulatedUser alice = discord.guild("Garden").member("alice");
 *     JDA jda = JDABuilder.createDefault(discord.token())
 *             .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
 *             .setSessionController(new ConcurrentSessionController() {
 *                 public String getGateway() {
 *                     return discord.gatewayUrl();
 *                 }
 *             })
 *             .addEventListeners(new MyBot())
 *             .build()
 *             .awaitReady();
 *     String answer = alice.runs("ping").in(general).awaitReply(Duration.ofSeconds(10)).content();
 * }
 * }</pre>
 *
 * <p>Start at {@link io.github.botmetry.simulator.DiscordSimulator}. Build the world from
 * {@link io.github.botmetry.simulator.SimulatedGuild}, {@link io.github.botmetry.simulator.SimulatedChannel} and
 * {@link io.github.botmetry.simulator.SimulatedUser}; check the bot's
 * answers on an {@link io.github.botmetry.simulator.Interaction}; order faults with
 * {@link io.github.botmetry.simulator.RouteFaults}. The packages below this one are internal: tests do not use their types.
 */
@NullMarked
package io.github.botmetry.simulator;

import org.jspecify.annotations.NullMarked;
