package io.github.botmetry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Outcome;
import io.github.botmetry.event.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Adds {@code command}, {@code interaction}, {@code guild}, {@code channel} and {@code user} to each log line. */
final class MdcObserver implements EventObserver {

    private static final String[] KEYS = {"command", "interaction", "guild", "channel", "user"};

    private final Privacy privacy;

    MdcObserver(Privacy privacy) {
        this.privacy = privacy;
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        if (event.kind() == BotEvent.Kind.GATEWAY || event.kind() == BotEvent.Kind.AUTOCOMPLETE) {
            return null;
        }
        long user = event.userId();
        long guild = event.guildId();
        boolean showsUser = privacy.allowsUser(user);
        boolean showsGuild = privacy.allowsGuild(guild);
        return new Values(
                event.name(),
                showsUser && showsGuild ? event.interactionId() : BotEvent.WITHHELD,
                showsGuild ? guild : BotEvent.WITHHELD,
                showsGuild && (showsUser || guild != 0) ? event.channelId() : BotEvent.WITHHELD,
                showsUser ? user : BotEvent.WITHHELD);
    }

    /**
     * The values of one event, and the scope that takes them off a thread that had none before. Keeps numbers where the event
     * is over: interactions are kept for a while, and are seldom entered then.
     */
    private static final class Values implements Observation, Scope {

        private final String command;
        private final long interaction;
        private final long guild;
        private final long channel;
        private final long user;
        private volatile @Nullable String @Nullable [] known;
        private volatile boolean isOver;

        Values(String command, long interaction, long guild, long channel, long user) {
            this.command = command;
            this.interaction = interaction;
            this.guild = guild;
            this.channel = channel;
            this.user = user;
        }

        @Override
        public Scope enter() {
            @Nullable String[] texts = texts();
            return isThere(texts) ? Scope.NOOP : write(texts);
        }

        /** By the index of their keys; made once for all threads of an event. */
        private @Nullable String[] texts() {
            @Nullable String[] texts = known;
            if (texts == null) {
                texts = new String[] {command, text(interaction), text(guild), text(channel), text(user)};
                known = isOver ? null : texts;
            }
            return texts;
        }

        private static @Nullable String text(long id) {
            return isShown(id) ? Long.toString(id) : null;
        }

        private static boolean isShown(long id) {
            return id != 0 && id != BotEvent.WITHHELD;
        }

        /** True if the thread's log lines have these texts already, from this event or one inside it. */
        private static boolean isThere(@Nullable String[] texts) {
            for (int i = 0; i < KEYS.length; i++) {
                String text = texts[i];
                if (text != null && !text.equals(MDC.get(KEYS[i]))) {
                    return false;
                }
            }
            return true;
        }

        private Scope write(@Nullable String[] texts) {
            @Nullable String[] before = before(texts);
            try {
                for (int i = 0; i < KEYS.length; i++) {
                    if (texts[i] != null) {
                        MDC.put(KEYS[i], texts[i]);
                    }
                }
            } catch (Throwable thrown) {
                restore(before); // nobody gets a scope that would
                throw thrown;
            }
            return before == null ? this : () -> restore(before);
        }

        /** The bot's own values under these keys, null if there are none. */
        private static @Nullable String @Nullable [] before(@Nullable String[] texts) {
            @Nullable String[] before = null;
            for (int i = 0; i < KEYS.length; i++) {
                String found = texts[i] == null ? null : MDC.get(KEYS[i]);
                if (found != null) {
                    before = before == null ? new String[KEYS.length] : before;
                    before[i] = found;
                }
            }
            return before;
        }

        /** Takes all keys off, also past one that throws: what stayed would be the next event's. */
        private void restore(@Nullable String @Nullable [] before) {
            Throwable first = null;
            for (int i = 0; i < KEYS.length; i++) {
                try {
                    restore(i, before == null ? null : before[i]);
                } catch (RuntimeException | Error thrown) {
                    first = first == null ? thrown : first;
                }
            }
            if (first instanceof Error error) {
                throw error;
            }
            if (first instanceof RuntimeException exception) {
                throw exception;
            }
        }

        private void restore(int key, @Nullable String before) {
            if (before != null) {
                MDC.put(KEYS[key], before);
            } else if (isWritten(key)) {
                MDC.remove(KEYS[key]);
            }
        }

        private boolean isWritten(int key) {
            return switch (key) {
                case 0 -> true;
                case 1 -> isShown(interaction);
                case 2 -> isShown(guild);
                case 3 -> isShown(channel);
                default -> isShown(user);
            };
        }

        @Override
        public void close() {
            restore(null);
        }

        @Override
        public void finished(Outcome outcome, Duration duration) {
            isOver = true;
            known = null;
        }
    }
}
