package io.github.botmetry.jda.conformance;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.simulator.DiscordSimulator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.SessionController;
import okhttp3.OkHttpClient;

/** The builder of a script, and all that it builds. */
final class BotBuilder {

    private static final EnumSet<GatewayIntent> INTENTS =
            EnumSet.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT);

    private final Script script;
    private final DiscordSimulator discord;
    private final JDABuilder single;
    private final DefaultShardManagerBuilder shards;
    private ShardManager manager;

    BotBuilder(Script script, DiscordSimulator discord, OwnParts parts, List<Object> listeners) {
        this.script = script;
        this.discord = discord;
        boolean ofShards = script.the(Script.Builder.class).isOfShards();
        single = ofShards ? null : single(parts).addEventListeners(listeners.toArray());
        shards = ofShards ? shards(parts).addEventListeners(listeners.toArray()) : null;
    }

    private JDABuilder single(OwnParts parts) {
        String token = discord.token();
        JDABuilder builder = switch (script.the(Script.Builder.class)) {
            case CREATE_LIGHT -> JDABuilder.createLight(token, INTENTS);
            case CREATE -> JDABuilder.create(token, INTENTS);
            default -> JDABuilder.createDefault(token, INTENTS);
        };
        if (parts.hasManager()) {
            builder.setEventManager(parts.manager(0));
        }
        if (script.the(Script.Http.class) == Script.Http.CLIENT) {
            builder.setHttpClient(new OkHttpClient());
        } else if (script.the(Script.Http.class) == Script.Http.CLIENT_BUILDER) {
            builder.setHttpClientBuilder(new OkHttpClient.Builder());
        }
        setPools(builder, parts);
        return builder.setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setEnableShutdownHook(false);
    }

    private static void setPools(JDABuilder builder, OwnParts parts) {
        parts.eventPool(builder::setEventPool);
        parts.callbackPool(builder::setCallbackPool);
        parts.rateLimitPool(builder::setRateLimitScheduler);
        parts.gatewayPool(builder::setGatewayPool);
    }

    private static void setPools(DefaultShardManagerBuilder builder, OwnParts parts) {
        parts.eventPool(builder::setEventPool);
        parts.callbackPool(builder::setCallbackPool);
        parts.rateLimitPool(builder::setRateLimitScheduler);
        parts.gatewayPool(builder::setGatewayPool);
    }

    /** Each build has one that has not let anybody in yet, or the next had to wait for 5 s. */
    private SessionController freshController() {
        return single == null
                ? new ConcurrentSessionController()
                : new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                };
    }

    private DefaultShardManagerBuilder shards(OwnParts parts) {
        String token = discord.token();
        DefaultShardManagerBuilder builder = script.the(Script.Builder.class) == Script.Builder.SHARDS_LIGHT
                ? DefaultShardManagerBuilder.createLight(token, INTENTS)
                : DefaultShardManagerBuilder.createDefault(token, INTENTS);
        if (parts.hasManager()) {
            builder.setEventManagerProvider(parts::manager);
        }
        if (script.the(Script.Http.class) == Script.Http.CLIENT) {
            builder.setHttpClient(new OkHttpClient());
        } else if (script.the(Script.Http.class) == Script.Http.CLIENT_BUILDER) {
            builder.setHttpClientBuilder(new OkHttpClient.Builder());
        }
        setPools(builder, parts);
        return builder.setRestConfigProvider(shard -> new RestConfig().setBaseUrl(discord.restUrl()))
                .setEnableShutdownHook(false)
                .setShardsTotal(script.jdas());
    }

    void attach(Botmetry botmetry) {
        if (single != null) {
            JdaIntegration.create(botmetry).attach(single);
        } else {
            JdaIntegration.create(botmetry).attach(shards);
        }
    }

    /** The JDA of that shard; a shard manager builds all with the first. */
    JDA build(int shard) {
        if (single != null) {
            single.setSessionController(freshController());
            return (script.jdas() == 1 ? single : single.useSharding(shard, 2)).build();
        }
        if (shard == 0) {
            manager = shards.setSessionController(freshController()).build();
        }
        return manager.getShardById(shard);
    }

    /** In the way of the script. */
    void end(List<JDA> jdas) {
        boolean now = script.the(Script.End.class) == Script.End.SHUTDOWN_NOW;
        for (JDA jda : new ArrayList<>(jdas)) {
            if (now) {
                jda.shutdownNow();
            } else if (single != null) {
                jda.shutdown();
            }
        }
        if (manager != null) {
            manager.shutdown();
        }
    }
}
