package io.github.botmetry.simulator.gateway;

/**
 * Finds the intents that a session needs to see an event.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#list-of-intents">Discord: list of intents</a>
 */
public final class Intents {
    public static final int GUILDS = 1;
    public static final int GUILD_MEMBERS = 1 << 1;
    public static final int GUILD_MODERATION = 1 << 2;
    public static final int GUILD_EXPRESSIONS = 1 << 3;
    public static final int GUILD_INTEGRATIONS = 1 << 4;
    public static final int GUILD_WEBHOOKS = 1 << 5;
    public static final int GUILD_INVITES = 1 << 6;
    public static final int GUILD_VOICE_STATES = 1 << 7;
    public static final int GUILD_PRESENCES = 1 << 8;
    public static final int GUILD_MESSAGES = 1 << 9;
    public static final int GUILD_MESSAGE_REACTIONS = 1 << 10;
    public static final int GUILD_MESSAGE_TYPING = 1 << 11;
    public static final int DIRECT_MESSAGES = 1 << 12;
    public static final int DIRECT_MESSAGE_REACTIONS = 1 << 13;
    public static final int DIRECT_MESSAGE_TYPING = 1 << 14;
    public static final int MESSAGE_CONTENT = 1 << 15;
    public static final int GUILD_SCHEDULED_EVENTS = 1 << 16;
    /** The intents of an event that every session sees. */
    public static final int NONE = 0;

    private static final int PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

    private Intents() {}

    public static boolean anyPrivileged(int intents) {
        return (intents & PRIVILEGED) != 0;
    }

    public static boolean allow(int intents, int required) {
        return (intents & required) == required;
    }

    public static int forGuild(String event) {
        return switch (event) {
            case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "THREAD_MEMBERS_UPDATE" ->
                GUILD_MEMBERS;
            case "GUILD_BAN_ADD", "GUILD_BAN_REMOVE", "GUILD_AUDIT_LOG_ENTRY_CREATE" -> GUILD_MODERATION;
            case "GUILD_EMOJIS_UPDATE", "GUILD_STICKERS_UPDATE" -> GUILD_EXPRESSIONS;
            case "WEBHOOKS_UPDATE" -> GUILD_WEBHOOKS;
            case "INVITE_CREATE", "INVITE_DELETE" -> GUILD_INVITES;
            case "VOICE_STATE_UPDATE" -> GUILD_VOICE_STATES;
            case "PRESENCE_UPDATE" -> GUILD_PRESENCES;
            case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK" -> GUILD_MESSAGES;
            case "TYPING_START" -> GUILD_MESSAGE_TYPING;
            case "INTERACTION_CREATE" -> NONE;
            default -> forGuildByPrefix(event);
        };
    }

    private static int forGuildByPrefix(String event) {
        if (event.startsWith("MESSAGE_REACTION_")) {
            return GUILD_MESSAGE_REACTIONS;
        }
        if (event.startsWith("INTEGRATION_") || event.equals("GUILD_INTEGRATIONS_UPDATE")) {
            return GUILD_INTEGRATIONS;
        }
        if (event.startsWith("GUILD_SCHEDULED_EVENT_")) {
            return GUILD_SCHEDULED_EVENTS;
        }
        return GUILDS;
    }

    public static int forDirect(String event) {
        if (event.equals("INTERACTION_CREATE")) {
            return NONE;
        }
        if (event.startsWith("MESSAGE_REACTION_")) {
            return DIRECT_MESSAGE_REACTIONS;
        }
        return event.equals("TYPING_START") ? DIRECT_MESSAGE_TYPING : DIRECT_MESSAGES;
    }
}
