/**
 * A loopback Discord to test bots against: REST and gateway, as the real JDA speaks them.
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
 * <p>Start at {@link io.github.botmetry.simulator.DiscordSimulator}. The world is made of
 * {@link io.github.botmetry.simulator.SimulatedGuild}, {@link io.github.botmetry.simulator.SimulatedChannel} and
 * {@link io.github.botmetry.simulator.SimulatedUser}; what a user starts is an
 * {@link io.github.botmetry.simulator.Interaction}; {@link io.github.botmetry.simulator.RouteFaults} makes things go
 * wrong. The packages below this one are the simulator's own: none of their types is for a test.
 */
@NullMarked
package io.github.botmetry.simulator;

import org.jspecify.annotations.NullMarked;
