package io.github.botmetry.architecture;

import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.JdaIntegration;
import io.github.botmetry.prometheus.PrometheusIntegration;
import io.github.botmetry.sentry.SentryIntegration;
import io.github.botmetry.statsd.StatsD;
import io.sentry.Sentry;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;

public class MyBot extends ListenerAdapter {

    public static void main(String[] args) {
        Sentry.init(options -> {
            options.setDsn(System.getenv().getOrDefault("SENTRY_DSN", ""));
            options.setPrintUncaughtStackTrace(true); // as without Sentry: shows a wrong token, for example
        });
        Botmetry botmetry = Botmetry.builder()
                .install(StatsD.builder().host("localhost").prefix("mybot").build())
                .install(SentryIntegration.create())
                .install(PrometheusIntegration.create()) // http://127.0.0.1:9464/metrics
                .build();

        JDABuilder builder =
                JDABuilder.createDefault(System.getenv("BOT_TOKEN")).addEventListeners(new MyBot());
        JdaIntegration.create(botmetry).attach(builder); // the last call before build()
        builder.build();
    }

    @Override
    public void onReady(ReadyEvent event) {
        event.getJDA().upsertCommand("ping", "Says pong").queue();
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        event.reply("Pong!").queue();
    }
}
