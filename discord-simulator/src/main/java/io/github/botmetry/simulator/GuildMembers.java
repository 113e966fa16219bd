package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.botmetry.simulator.gateway.Intents;
import io.github.botmetry.simulator.payload.Json;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the members of a guild and the users banned from it. */
final class GuildMembers {
    private final Map<Long, Member> members = new ConcurrentSkipListMap<>();
    private final Map<Long, Actor> bans = new ConcurrentSkipListMap<>();
    private final ChangeLock changes;
    private final Events events;

    GuildMembers(ChangeLock changes, Events events) {
        this.changes = changes;
        this.events = events;
    }

    /** Adds a member without an event. */
    Member start(Actor user) {
        Member member = new Member(user);
        members.put(user.id(), member);
        return member;
    }

    void join(Actor user) {
        changes.run(() -> {
            if (!members.containsKey(user.id())) {
                dispatch("GUILD_MEMBER_ADD", start(user).json());
            }
        });
    }

    void leave(Actor user) {
        changes.run(() -> {
            if (members.remove(user.id()) != null) {
                dispatch("GUILD_MEMBER_REMOVE", withUser(user));
            }
        });
    }

    void ban(Actor user) {
        changes.run(() -> {
            bans.put(user.id(), user);
            dispatch("GUILD_BAN_ADD", withUser(user));
            leave(user);
        });
    }

    void unban(Actor user) {
        changes.run(() -> {
            if (bans.remove(user.id()) != null) {
                dispatch("GUILD_BAN_REMOVE", withUser(user));
            }
        });
    }

    /** Changes a member and sends the event; false if the user is not a member. */
    boolean change(Actor user, Consumer<Member> change) {
        return changes.get(() -> {
            Member member = members.get(user.id());
            if (member == null) {
                return false;
            }
            change.accept(member);
            // A bot gets the events about itself without an intent.
            int intents = user.isSelf() ? Intents.NONE : Intents.GUILD_MEMBERS;
            events.dispatch("GUILD_MEMBER_UPDATE", intents, member.json());
            return true;
        });
    }

    Collection<Member> all() {
        return members.values();
    }

    @Nullable
    Member find(long userId) {
        return members.get(userId);
    }

    Map<Long, Actor> bans() {
        return bans;
    }

    private void dispatch(String event, ObjectNode payload) {
        events.dispatch(event, Intents.forGuild(event), payload);
    }

    private static ObjectNode withUser(Actor user) {
        ObjectNode payload = Json.object();
        payload.set("user", user.json());
        return payload;
    }

    /** Sends an event to the sessions with the intents. */
    @FunctionalInterface
    interface Events {
        void dispatch(String event, int intents, ObjectNode payload);
    }
}
