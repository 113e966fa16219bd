package io.github.botmetry.jda;

import io.github.botmetry.Privacy;
import io.github.botmetry.event.BotEvent;
import io.github.botmetry.event.EventObserver;
import io.github.botmetry.event.Observation;
import io.github.botmetry.event.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts what is being handled into each log line: {@code command}, {@code interaction}, {@code guild}, {@code channel}, {@code user}. */
final class MdcObserver implements EventObserver {

    private final Privacy privacy;

    MdcObserver(Privacy privacy) {
        this.privacy = privacy;
    }

    @Override
    public @Nullable Observation begin(BotEvent event) {
        if (event.kind() == BotEvent.Kind.GATEWAY || event.kind() == BotEvent.Kind.AUTOCOMPLETE) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("command", event.name());
        put(values, "interaction", event.interactionId());
        if (privacy.allowsGuild(event.guildId())) {
            put(values, "guild", event.guildId());
            put(values, "channel", event.channelId());
        }
        if (privacy.allowsUser(event.userId())) {
            put(values, "user", event.userId());
        }
        return new Values(values);
    }

    private static void put(Map<String, String> values, String key, long id) {
        if (id != 0) {
            values.put(key, Long.toString(id));
        }
    }

    private record Values(Map<String, String> values) implements Observation {

        @Override
        public Scope enter() {
            String[] before = new String[values.size()];
            int i = 0;
            for (Map.Entry<String, String> entry : values.entrySet()) {
                before[i++] = MDC.get(entry.getKey());
                MDC.put(entry.getKey(), entry.getValue());
            }
            return () -> restore(before);
        }

        private void restore(@Nullable String[] before) {
            int i = 0;
            for (String key : values.keySet()) {
                String value = before[i++];
                if (value == null) {
                    MDC.remove(key);
                } else {
                    MDC.put(key, value);
                }
            }
        }
    }
}
