package io.github.botmetry.sentry;

import io.github.botmetry.Botmetry;
import io.github.botmetry.Health;
import io.github.botmetry.Wiring;
import io.github.botmetry.event.DiscordError;
import io.github.botmetry.event.EventDispatcher;
import io.github.botmetry.event.EventFrame;
import io.github.botmetry.guard.Guard;
import io.github.botmetry.guard.Worker;
import io.sentry.ISerializer;
import io.sentry.SentryIntegrationPackageStorage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One installation in one Botmetry: puts the parts together and takes them out of service. */
final class Installation {

    /** The name as text, since this class must not depend on the class that installs it. */
    private static final String LOGGER = "io.github.botmetry.sentry.SentryIntegration";

    private static final String DELIVERY_CURE =
            "check SENTRY_DSN, the network and the project's quota; options.setMaxQueueSize(…) gives bursts more room";

    /** The time for the last reports; other parts need the rest of a container's ten seconds of grace. */
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

    final Figures figures;
    final SeenErrors errors = new SeenErrors();
    final Duplicates duplicates;
    final SentrySdk sdk = new SentrySdk(options -> hooks().prepare(options));
    final Enrichment enrichment;
    final ThreadLeftovers leftovers;
    final ErrorFacts facts;
    final QuotesOfUsers quotes;
    final Delivery delivery;
    private final MissingSentry missing;
    private final EventDispatcher events;
    private final List<ScrubbingSerializer> serializers = new CopyOnWriteArrayList<>();
    private final Hooks hooks = new Hooks(this);
    final Withholding withholding;
    private final Cleaning cleaning;
    private final ScrubbingSerializer.Writing writing;
    private final Worker preparing;
    private final AtomicBoolean isPreparing = new AtomicBoolean();

    private Installation(Wiring wiring, Settings settings) {
        this.figures = new Figures(wiring.warnings());
        this.duplicates = new Duplicates(errors, figures);
        this.writing =
                new ScrubbingSerializer.Writing(figures.guard("items of reports"), figures.guard("writing of reports"));
        this.preparing = new Worker("preparation of Sentry", wiring.warnings(), wiring.maintenance());
        this.events = wiring.events();
        this.enrichment = new Enrichment(settings, wiring.privacy(), figures);
        this.leftovers = new ThreadLeftovers(settings.isolation());
        this.facts = new ErrorFacts(events::explain);
        this.withholding = new Withholding(wiring.privacy());
        this.quotes = new QuotesOfUsers(events.quotes(), settings);
        this.delivery = new Delivery(wiring.stats(), wiring.warnings().guard("delivery to Sentry", DELIVERY_CURE));
        this.missing = new MissingSentry(wiring.warnings(), System::nanoTime);
        this.cleaning = Cleaning.of(wiring.scrubber().with(settings.secrets()), wiring.privacy());
    }

    static void into(Wiring wiring, Settings settings) {
        OwnSentry own = OwnSentry.start(settings.dsn());
        Installation installation = new Installation(wiring, settings);
        register();
        installation.hooks.install();
        installation.look(wiring.maintenance());
        wiring.observe(new Reporter(installation, settings));
        wiring.health("sentry", installation::health);
        wiring.onClose(left -> {
            long start = System.nanoTime();
            installation.flush(left);
            installation.hooks.remove();
            installation.preparing.close(left.minusNanos(System.nanoTime() - start));
            installation.sdk.close();
            own.close(left.minusNanos(System.nanoTime() - start));
            installation.delivery.close(wiring.warnings());
        });
    }

    /**
     * Sets our serializer again before each report is written: the bot may have replaced it since the session began.
     */
    void keepScrubbing() {
        SentrySdk.Session session = sdk.session();
        if (session != null && !ScrubbingSerializer.isActive(session.options().getSerializer())) {
            session.options().setSerializer(scrubbing(session.options().getSerializer()));
        }
    }

    /** Counts a failure that is not reported, since there is no session. */
    void missing() {
        if (!sdk.isClosed()) {
            missing.failed();
        }
    }

    boolean owns(EventFrame frame) {
        return events.owns(frame);
    }

    ScrubbingSerializer scrubbing(ISerializer serializer) {
        ScrubbingSerializer made = new ScrubbingSerializer(serializer, cleaning, withholding, writing);
        serializers.add(made);
        return made;
    }

    void retireSerializers() {
        serializers.forEach(ScrubbingSerializer::retire);
    }

    /** Looks for a new initialisation: reports find it themselves, logs and check-ins do not, and must be scrubbed too. */
    private void look(ScheduledExecutorService maintenance) {
        sdk.session();
        maintenance.scheduleWithFixedDelay(this::prepareWhatIsNew, 1, 1, TimeUnit.SECONDS);
    }

    /** Prepares new options on a thread of its own, since that calls the SDK and code of the bot. */
    private void prepareWhatIsNew() {
        if (!sdk.isClosed()) {
            missing.look(SentrySdk.isInitialised());
        }
        if (!sdk.isKnownWith(ScrubbingSerializer.class) && isPreparing.compareAndSet(false, true)) {
            preparing.run(() -> {
                figures.attempt("preparation of reports", this::keepScrubbing);
                isPreparing.set(false);
            });
        }
    }

    /** Shows in Sentry which integrations a bot runs. */
    private static void register() {
        try {
            SentryIntegrationPackageStorage storage = SentryIntegrationPackageStorage.getInstance();
            storage.addIntegration("Botmetry");
            storage.addPackage("maven:io.github.botmetry:botmetry-sentry-integration", Botmetry.version());
        } catch (LinkageError e) {
            // Marked as internal by Sentry, so it may go; then Sentry shows one line less.
            org.slf4j.LoggerFactory.getLogger(LOGGER).debug("Sentry does not take the name of the integration", e);
        }
    }

    @Nullable
    DiscordError explain(Throwable error) {
        return events.explain(error);
    }

    private Hooks hooks() {
        return hooks;
    }

    private Health health() {
        return delivery.addTo(figures.addTo(state()));
    }

    private Health state() {
        if (sdk.session() == null) {
            return Health.down("Sentry is not initialised");
        }
        String undelivered = delivery.failure();
        if (undelivered != null) {
            return Health.down(undelivered);
        }
        return Stream.of(writing.items(), writing.envelopes())
                .filter(Guard::isFailing)
                .findFirst()
                .map(failing -> Health.down(failing.subject() + " failed: " + failing.lastError()))
                .orElseGet(Health::up);
    }

    private void flush(Duration left) {
        SentrySdk.Session session = sdk.session();
        if (session != null) {
            Duration limit = left.compareTo(FLUSH_LIMIT) < 0 ? left : FLUSH_LIMIT;
            session.base().flush(limit.toMillis());
        }
    }
}
