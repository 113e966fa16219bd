package io.github.botmetry.sentry;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Privacy;
import io.github.botmetry.jda.JdaIntegration;
import io.sentry.MonitorConfig;
import io.sentry.MonitorSchedule;
import io.sentry.ScopeType;
import io.sentry.Sentry;
import java.util.Set;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;

/** What the documentation shows, so that it compiles. */
final class SentrySnippets {

    private SentrySnippets() {}

    static void threeLines(String dsn, JDABuilder builder) {
        Sentry.init(options -> options.setDsn(dsn));
        Botmetry botmetry =
                Botmetry.builder().install(SentryIntegration.create()).build();
        JdaIntegration.create(botmetry).attach(builder);
    }

    static void reportId(Botmetry botmetry, SlashCommandInteractionEvent event, Runnable play) {
        try {
            play.run();
        } catch (RuntimeException e) {
            event.reply("That failed: error " + botmetry.report(e)).queue();
        }
    }

    /** What a user did wrong. */
    static final class UserMistake extends RuntimeException {}

    static void policy() {
        SentryIntegration.builder()
                .errorPolicy((error, answer, event) -> error instanceof UserMistake
                        ? ErrorPolicy.Decision.IGNORE
                        : ErrorPolicy.defaults().decide(error, answer, event))
                .build();
    }

    static void globalTag() {
        Sentry.configureScope(ScopeType.GLOBAL, scope -> scope.setTag("cluster", "blue"));
    }

    static void monitor() {
        SentryIntegration.builder()
                .monitor("nightly report", new MonitorConfig(MonitorSchedule.crontab("0 4 * * *")))
                .build();
    }

    static void secret(String token) {
        SentryIntegration.builder().secret(token).build();
    }

    static void privacy(Set<Long> optedOut) {
        Botmetry.builder()
                .privacy(Privacy.builder().userOptedOut(optedOut::contains).build())
                .install(SentryIntegration.create())
                .build();
    }
}
