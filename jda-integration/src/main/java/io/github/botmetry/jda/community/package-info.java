/**
 * Counts what happens in a bot's community: messages by channel, members, boosts and forum posts.
 *
 * <pre>{@code
 * CommunityStats community = CommunityStats.builder()
 *         .guild(GUILD_ID)
 *         .forum(FORUM_ID, "help")
 *         .build();
 * JdaIntegration.builder(botmetry).community(community).build().attach(builder); // the last call before build()
 * }</pre>
 *
 * <p>The types to know: {@link io.github.botmetry.jda.community.CommunityStats} and its builder.
 */
@NullMarked
package io.github.botmetry.jda.community;

import org.jspecify.annotations.NullMarked;
