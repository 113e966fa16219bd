package io.github.botmetry.simulator;

/**
 * What a member may do by its roles; channel overwrites are not looked at.
 *
 * @see <a href="https://discord.com/developers/docs/topics/permissions">Discord: permissions</a>
 */
final class Permissions {
    static final long ADMINISTRATOR = 1L << 3;
    /** All bits that Discord has given a meaning so far. */
    static final long ALL = (1L << 53) - 1;
    /** View, send, embed, attach, read history, react, speak, use commands, threads: a new guild's @everyone. */
    static final long EVERYONE = 1L << 6 | 1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 18 | 1L << 20
            | 1L << 21 | 1L << 25 | 1L << 26 | 1L << 31 | 1L << 35 | 1L << 38;

    private Permissions() {}

    static long of(SimulatedGuild guild, SimulatedUser user) {
        if (guild.owner() == user) {
            return ALL;
        }
        long permissions = guild.everyone().permissions();
        Member member = guild.findMember(user.id());
        if (member != null) {
            for (long roleId : member.roleIds()) {
                SimulatedRole role = guild.findRole(roleId);
                permissions |= role == null ? 0 : role.permissions();
            }
        }
        return (permissions & ADMINISTRATOR) != 0 ? ALL : permissions;
    }
}
