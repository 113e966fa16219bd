package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.simulator.rest.RestAnswer;
import io.github.botmetry.simulator.rest.RestFailure;
import io.github.botmetry.simulator.rest.RestRequest;
import io.github.botmetry.simulator.rest.Router;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes of a guild's members and their roles. */
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
        router.get(MEMBER, request -> RestAnswer.ok(member(request).json()));
        router.patch(MEMBER, request -> edit(request, member(request)));
        router.patch(MEMBERS + "/@me", request -> edit(request, self(request)));
        router.delete(MEMBER, request -> {
            guild(request).members().leave(member(request).user());
            return RestAnswer.nothing();
        });
        router.put(MEMBER_ROLE, request -> {
            Member member = member(request);
            guild(request).update(member.user(), changed -> changed.roleIds().add(roleId(request)));
            return RestAnswer.nothing();
        });
        router.delete(MEMBER_ROLE, request -> {
            Member member = member(request);
            guild(request).update(member.user(), changed -> changed.roleIds().remove(roleId(request)));
            return RestAnswer.nothing();
        });
    }

    private SimulatedGuild guild(RestRequest request) {
        return world.guild(request.id(1));
    }

    private Member member(RestRequest request) {
        return known(guild(request).findMember(request.id(3)));
    }

    private Member self(RestRequest request) {
        return known(guild(request).findMember(world.bot().id()));
    }

    private static Member known(@Nullable Member member) {
        if (member == null) {
            throw RestFailure.unknown(10007, "Member");
        }
        return member;
    }

    private long roleId(RestRequest request) {
        long id = request.id(5);
        if (guild(request).findRole(id) == null) {
            throw RestFailure.unknown(10011, "Role");
        }
        return id;
    }

    private RestAnswer list(RestRequest request) {
        long after = request.number("after", 0);
        List<Member> found = new ArrayList<>(guild(request).members().all());
        found.removeIf(member -> member.user().id() <= after);
        return page(found, request.number("limit", 1));
    }

    private RestAnswer search(RestRequest request) {
        String prefix = request.query().getOrDefault("query", "");
        List<Member> found = new ArrayList<>(guild(request).members().all());
        found.removeIf(member -> !member.user().name().startsWith(prefix));
        return page(found, request.number("limit", 1));
    }

    private static RestAnswer page(Collection<Member> found, long limit) {
        return RestAnswer.list(found.stream().limit(limit).map(Member::json).toList());
    }

    private RestAnswer edit(RestRequest request, Member member) {
        JsonNode fields = request.json();
        guild(request).update(member.user(), changed -> {
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
        return RestAnswer.ok(member.json());
    }
}
