package io.github.botmetry.sentry;

import io.github.botmetry.event.BotEvent.Kind;
import io.github.botmetry.event.EventDetails;
import io.github.botmetry.testing.TestEvent;
import org.jspecify.annotations.Nullable;

/** Events as the tests of reports need them. */
final class FakeEvent {

    static final long GUILD = 100;
    static final long CHANNEL = 200;

    private FakeEvent() {}

    /** A slash command in the guild; its interaction id is 1000 more than the user's. */
    static TestEvent slash(String name, long userId, String userName) {
        return TestEvent.slash(name)
                .shard(1)
                .guild(GUILD)
                .channel(CHANNEL)
                .interaction(1000 + userId)
                .user(userId, userName)
                .jumpUrl("https://discord.com/channels/100/200")
                .build();
    }

    /** The same with these details, and with the words that were typed. */
    static TestEvent slash(String name, long userId, String userName, EventDetails details) {
        StringBuilder typed = new StringBuilder("/" + name);
        details.options().stream().limit(1).forEach(option -> typed.append(' ').append(option.value()));
        return slash(name, userId, userName).toBuilder()
                .details(details)
                .content(typed.toString())
                .build();
    }

    /** A message in the guild; its id is 2000 more than the user's. */
    static TestEvent message(long userId, String userName, String content) {
        return TestEvent.of(Kind.GATEWAY, "MessageReceivedEvent")
                .guild(GUILD)
                .channel(CHANNEL)
                .message(2000 + userId)
                .user(userId, userName)
                .jumpUrl("https://discord.com/channels/100/200/" + (2000 + userId))
                .content(content)
                .build();
    }

    /** An event of which nobody is the cause. */
    static TestEvent nobody(String name) {
        return of(Kind.GATEWAY, name, 0, null);
    }

    static TestEvent of(Kind kind, String name, long userId, @Nullable String userName) {
        return TestEvent.of(kind, name).user(userId, userName).build();
    }
}
