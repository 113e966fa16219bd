package io.github.botmetry.newcomer;

import ch.qos.logback.classic.LoggerContext;
import io.github.botmetry.Botmetry;
import io.github.botmetry.logback.LogbackIntegration;
import io.micrometer.core.instrument.Meter;
import io.sentry.SentryOptions;
import net.dv8tion.jda.api.JDA;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of a module that no rule has heard of: does what none of ours may. */
public final class Newcomer {

    private static final Logger LOG = LoggerFactory.getLogger(Newcomer.class);

    private final Botmetry.Builder kept = Botmetry.builder();

    /** Knows another integration, and the libraries of others. */
    public String describe(
            LogbackIntegration other, JDA jda, SentryOptions options, LoggerContext context, Meter meter) {
        LOG.warn("A line of our own");
        LOG.info("Another");
        kept.mdc(false);
        return other.name() + jda.getStatus() + options.getDsn() + context.getName() + meter.getId();
    }
}
