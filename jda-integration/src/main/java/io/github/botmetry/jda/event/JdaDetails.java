package io.github.botmetry.jda.event;

import io.github.botmetry.event.EventDetails;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDAInfo;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.GenericEvent;
import org.jspecify.annotations.Nullable;

/** Facts about any event of JDA. Numbers and constants only, so that a copy of the event may keep them. */
final class JdaDetails implements EventDetails {

    private final int shards;
    private final long gatewayPingMillis;
    private final long responseNumber;
    private final @Nullable ChannelType channelType;

    JdaDetails(GenericEvent event, @Nullable ChannelType channelType) {
        JDA jda = event.getJDA();
        this.shards = jda.getShardInfo().getShardTotal();
        this.gatewayPingMillis = jda.getGatewayPing();
        this.responseNumber = event.getResponseNumber();
        this.channelType = channelType;
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (channelType != null) {
            facts.put("channel_type", channelType.name().toLowerCase(Locale.ROOT));
        }
        facts.put("response_number", responseNumber);
        facts.put("shard_total", shards);
        if (gatewayPingMillis >= 0) { // JDA has none until Discord has answered its first heartbeat
            facts.put("gateway_ping_ms", gatewayPingMillis);
        }
        facts.put("jda_version", JDAInfo.VERSION);
        return facts;
    }
}
