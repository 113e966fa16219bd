package io.github.botmetry.jda.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.botmetry.testing.RecordingWiring;
import java.time.Clock;
import java.util.stream.LongStream;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept in memory has an end, and the numbers go on beyond it. */
class BoundsTest {

    private final RecordingWiring wiring = new RecordingWiring();

    @AfterEach
    void stop() {
        wiring.close();
    }

    private static ThreadChannel thread(long id) {
        ThreadChannel thread = mock(ThreadChannel.class);
        when(thread.getIdLong()).thenReturn(id);
        return thread;
    }

    @Test
    void openPosts_areFollowedUpToTheLimit() {
        Forum forum = new Forum("help", wiring.stats(), Clock.systemUTC());

        LongStream.rangeClosed(1, Forum.OPEN_POSTS + 10).forEach(id -> forum.created(thread(id), true));

        assertThat(forum.openPosts()).isEqualTo(Forum.OPEN_POSTS);
        assertThat(wiring.stats().count(ForumDefinitions.OPENED, "help", "created"))
                .isEqualTo(Forum.OPEN_POSTS + 10);
    }

    @Test
    void answers_areRememberedOfThePostsThatWereClosedLast() {
        Forum forum = new Forum("help", wiring.stats(), Clock.systemUTC());
        for (long id = 1; id <= Forum.CLOSED_POSTS + 1; id++) {
            forum.created(thread(id), true);
            forum.answered(id);
            forum.closed(id, CloseReason.ARCHIVED, true);
        }
        forum.reopened(thread(1), true);
        forum.reopened(thread(2), true);

        forum.closed(1, CloseReason.LOCKED, true);
        forum.closed(2, CloseReason.LOCKED, true);

        // A mock says that nobody has written in it.
        assertThat(wiring.stats().count(ForumDefinitions.CLOSED, "help", "locked", "unanswered"))
                .isEqualTo(1);
        assertThat(wiring.stats().count(ForumDefinitions.CLOSED, "help", "locked", "answered"))
                .isEqualTo(1);
    }

    @Test
    void channels_beyondThoseThatAreKept_areStillCounted() {
        CommunityStats settings = CommunityStats.builder().guild(1).build();
        WatchedGuild guild = new WatchedGuild(1, "", wiring);
        ChannelCounters counters = new ChannelCounters(settings);
        TextChannel channel = mock(TextChannel.class);
        when(channel.getName()).thenReturn("general");

        for (long id = 1; id <= ChannelCounters.CHANNELS + 10; id++) {
            when(channel.getIdLong()).thenReturn(id);
            counters.count(channel, guild);
        }

        assertThat(wiring.stats().count(GuildDefinitions.OF_THE_ONLY_ONE.messages(), "general"))
                .isEqualTo(ChannelCounters.CHANNELS + 10);
    }
}
