package io.github.botmetry;

import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts what is being handled into each log line: {@code command}, {@code interaction}, {@code guild}, {@code channel}, {@code user}. */
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

    /** Numbers, not their texts: interactions are kept for a while, and are seldom entered after their first moment. */
    private record Values(String command, long interaction, long guild, long channel, long user)
            implements Observation {

        @Override
        public Scope enter() {
            @Nullable String[] values = {command, text(interaction), text(guild), text(channel), text(user)};
            @Nullable String[] before = new String[KEYS.length];
            for (int i = 0; i < KEYS.length; i++) {
                if (values[i] != null) {
                    before[i] = MDC.get(KEYS[i]);
                    MDC.put(KEYS[i], values[i]);
                }
            }
            return () -> restore(values, before);
        }

        private static @Nullable String text(long id) {
            return id == 0 || id == BotEvent.WITHHELD ? null : Long.toString(id);
        }

        private static void restore(@Nullable String[] values, @Nullable String[] before) {
            for (int i = 0; i < KEYS.length; i++) {
                String value = before[i];
                if (value != null) {
                    MDC.put(KEYS[i], value);
                } else if (values[i] != null) {
                    MDC.remove(KEYS[i]);
                }
            }
        }
    }
}
