package io.github.botmetry.simulator;

import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** Leads JDA to a simulator by public configuration only: the few lines to copy into one's own tests. */
final class JdaConnection {
    private JdaConnection() {}

    static JDABuilder to(DiscordSimulator discord, JDABuilder builder) {
        return builder.setToken(discord.token())
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                });
    }

    /** A shard manager learns the gateway's URL from the REST API. */
    static DefaultShardManagerBuilder to(DiscordSimulator discord, DefaultShardManagerBuilder builder) {
        return builder.setToken(discord.token())
                .setRestConfigProvider(shard -> new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController());
    }
}
