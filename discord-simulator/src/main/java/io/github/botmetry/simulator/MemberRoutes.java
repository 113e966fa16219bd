package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.simulator.rest.Answer;
import io.github.botmetry.simulator.rest.Call;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Members of a guild and their roles. */
final class MemberRoutes {
    private static final String MEMBERS = "/guilds/{guild}/members";
    private static final String MEMBER = MEMBERS + "/{user}";
    private static final String MEMBER_ROLE = MEMBER + "/roles/{role}";

    private final World world;

    MemberRoutes(World world) {
        this.world = world;
    }

    void addTo(Router router) {
        router.get(MEMBERS, this::list);
        router.get(MEMBERS + "/search", this::search);
        router.get(MEMBER, call -> Answer.ok(member(call).json()));
        router.patch(MEMBER, call -> edit(call, member(call)));
        router.patch(MEMBERS + "/@me", call -> edit(call, self(call)));
        router.delete(MEMBER, call -> {
            guild(call).removeMember(world.user(member(call).user().id()));
            return Answer.nothing();
        });
        router.put(MEMBER_ROLE, call -> {
            Member member = member(call);
            guild(call).update(member.user(), changed -> changed.roleIds().add(roleId(call)));
            return Answer.nothing();
        });
        router.delete(MEMBER_ROLE, call -> {
            Member member = member(call);
            guild(call).update(member.user(), changed -> changed.roleIds().remove(roleId(call)));
            return Answer.nothing();
        });
    }

    private SimulatedGuild guild(Call call) {
        return world.guild(call.id(1));
    }

    private Member member(Call call) {
        return known(guild(call).findMember(call.id(3)));
    }

    private Member self(Call call) {
        return known(guild(call).findMember(world.bot().id()));
    }

    private static Member known(@Nullable Member member) {
        if (member == null) {
            throw RestFailure.unknown(10007, "Member");
        }
        return member;
    }

    private long roleId(Call call) {
        long id = call.id(5);
        if (guild(call).findRole(id) == null) {
            throw RestFailure.unknown(10011, "Role");
        }
        return id;
    }

    private Answer list(Call call) {
        long after = call.number("after", 0);
        List<Member> found = new ArrayList<>(guild(call).memberList());
        found.removeIf(member -> member.user().id() <= after);
        return page(found, call.number("limit", 1));
    }

    private Answer search(Call call) {
        String prefix = call.query().getOrDefault("query", "");
        List<Member> found = new ArrayList<>(guild(call).memberList());
        found.removeIf(member -> !member.user().name().startsWith(prefix));
        return page(found, call.number("limit", 1));
    }

    private static Answer page(Collection<Member> found, long limit) {
        return Answer.list(found.stream().limit(limit).map(Member::json).toList());
    }

    private Answer edit(Call call, Member member) {
        JsonNode fields = call.json();
        guild(call).update(member.user(), changed -> {
            if (fields.has("nick")) {
                changed.nick(fields.get("nick").asText(null));
            }
            if (fields.has("communication_disabled_until")) {
                changed.timeoutUntil(fields.get("communication_disabled_until").asText(null));
            }
            if (fields.has("roles")) {
                changed.roleIds().clear();
                fields.get("roles").forEach(role -> changed.roleIds().add(role.asLong()));
            }
        });
        return Answer.ok(member.json());
    }
}
