/**
 * Test the numbers and failures of a bot, and the sinks that send them.
 *
 * <pre>{@code
 * @ExtendWith(BotmetryExtension.class)
 * class VoteListenerTest {
 *     @Test
 *     void vote_fromMember_isCounted(Botmetry botmetry, RecordingStats stats) {
 *         new VoteListener(botmetry).onVote();
 *         assertThat(stats.count("votes")).isEqualTo(1);
 *     }
 * }
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.testing.RecordingStats} for code that records,
 * {@link io.github.botmetry.testing.UdpCapture} for StatsD's datagrams,
 * {@link io.github.botmetry.testing.RecordingFailures} for reported failures,
 * {@link io.github.botmetry.testing.BotmetryExtension} for all three in a JUnit 5 test,
 * {@link io.github.botmetry.testing.TestEvent} for observers,
 * {@link io.github.botmetry.testing.RecordingSink} and {@link io.github.botmetry.testing.RecordingWiring} for integrations,
 * {@link io.github.botmetry.testing.StatsSinkContract} for sinks, {@link io.github.botmetry.testing.Faults} for parts that break.
 */
@NullMarked
package io.github.botmetry.testing;

import org.jspecify.annotations.NullMarked;
