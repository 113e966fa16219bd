package io.github.botmetry.sentry;

import io.github.botmetry.Health;
import io.github.botmetry.Wiring;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.time.Duration;

/** One installation in one Botmetry: puts the parts together and takes them out of service. */
final class Installation {

    /** Below what is left for the others in a container's ten seconds of grace. */
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

    private final Figures figures = new Figures();
    private final SentrySdk sdk;
    private final Enrichment enrichment;
    private final GlobalProcessor processor;

    private Installation(Wiring wiring, Settings settings) {
        this.sdk = new SentrySdk(this::prepare);
        this.enrichment = new Enrichment(settings, wiring.privacy());
        this.processor = new GlobalProcessor(sdk, enrichment, figures);
    }

    static void into(Wiring wiring, Settings settings) {
        Installation installation = new Installation(wiring, settings);
        Sentry.getGlobalScope().addEventProcessor(installation.processor);
        installation.sdk.session();
        wiring.observe(new Reporter(installation.sdk, installation.enrichment, settings, installation.figures));
        wiring.health("sentry", installation::health);
        wiring.onClose(installation::close);
    }

    private void prepare(SentryOptions options) {
        options.addEventProcessor(new AddressRemover());
    }

    private Health health() {
        Health health = sdk.session() == null ? Health.down("Sentry is not initialised") : Health.up();
        return figures.addTo(health);
    }

    private void close(Duration left) {
        SentrySdk.Session session = sdk.session();
        if (session != null) {
            Duration limit = left.compareTo(FLUSH_LIMIT) < 0 ? left : FLUSH_LIMIT;
            session.base().flush(limit.toMillis());
        }
        processor.switchOff();
    }
}
