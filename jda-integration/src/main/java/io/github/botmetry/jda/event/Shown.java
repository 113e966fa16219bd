package io.github.botmetry.jda.event;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.unions.IThreadContainerUnion;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.automod.AutoModExecutionEvent;
import net.dv8tion.jda.api.events.interaction.component.GenericComponentInteractionCreateEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import org.jspecify.annotations.Nullable;

/**
 * Decides which ids of JDA's objects may be kept or sent. Where somebody can opt out, a message of an unknown author is
 * withheld: it may be of that somebody.
 */
final class Shown {

    private Shown() {}

    /** The id, or {@link BotEvent#WITHHELD}. */
    static long user(long id, Privacy privacy) {
        return privacy.allowsUser(id) ? id : BotEvent.WITHHELD;
    }

    /** The id, or {@link BotEvent#WITHHELD}. */
    static long guild(long id, Privacy privacy) {
        return privacy.allowsGuild(id) ? id : BotEvent.WITHHELD;
    }

    /** True if neither its guild nor anybody to whom the message leads has opted out. */
    static boolean message(@Nullable Message message, Privacy privacy) {
        if (message == null || !privacy.hasOptOuts()) {
            return true;
        }
        try {
            return (!message.isFromGuild()
                            || privacy.allowsGuild(message.getGuild().getIdLong()))
                    && privacy.allowsUser(message.getAuthor().getIdLong())
                    && People.peopleBehind(message).stream()
                            .map(User::getIdLong)
                            .allMatch(privacy::allowsUser);
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    /** The same for the message of an event, which often says no more than its id. */
    static boolean messageOf(GenericEvent event, Privacy privacy) {
        if (!privacy.hasOptOuts()) {
            return true;
        }
        if (!privacy.allowsGuild(EventParts.guildId(event))) {
            return false;
        }
        if (event instanceof MessageReceivedEvent received) {
            return message(received.getMessage(), privacy);
        }
        if (event instanceof MessageUpdateEvent update) {
            return message(update.getMessage(), privacy);
        }
        if (event instanceof GenericComponentInteractionCreateEvent component) {
            return message(component.getMessage(), privacy);
        }
        long author = authorOf(event);
        return author != 0 && privacy.allowsUser(author);
    }

    private static long authorOf(GenericEvent event) {
        if (event instanceof MessageReactionAddEvent reaction) {
            return reaction.getMessageAuthorIdLong();
        }
        return event instanceof AutoModExecutionEvent execution ? execution.getUserIdLong() : 0;
    }

    /**
     * True if the channel is of no guild and of nobody that opted out: a direct one is its user's, a thread its owner's. A
     * thread at a message has the message's id, and nobody says whose that is; a post of a forum is its owner's own.
     */
    static boolean channel(@Nullable Channel channel, Privacy privacy) {
        if (channel == null || !privacy.hasOptOuts()) {
            return true;
        }
        try {
            if (channel instanceof PrivateChannel direct) {
                User user = direct.getUser();
                return user != null && privacy.allowsUser(user.getIdLong());
            }
            if (channel instanceof GuildChannel ofGuild
                    && !privacy.allowsGuild(ofGuild.getGuild().getIdLong())) {
                return false;
            }
            return !(channel instanceof ThreadChannel thread)
                    || (privacy.allowsUser(thread.getOwnerIdLong()) && !isAtAMessage(thread));
        } catch (RuntimeException unknown) {
            return false;
        }
    }

    private static boolean isAtAMessage(ThreadChannel thread) {
        if (thread.getType() == ChannelType.GUILD_PRIVATE_THREAD) {
            return false;
        }
        IThreadContainerUnion parent = thread.getParentChannel();
        return parent.getType() != ChannelType.FORUM && parent.getType() != ChannelType.MEDIA;
    }
}
