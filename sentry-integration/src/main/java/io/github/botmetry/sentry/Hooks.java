package io.github.botmetry.sentry;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.IScope;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryTransaction;
import java.util.ArrayList;
import java.util.List;

/** Hooks one Botmetry into Sentry's global scope and options, and unhooks it at close. */
final class Hooks {

    /** Removes the marks that closed Botmetrys left on the breadcrumbs of scopes; one for all of them. */
    private static final EventProcessor UNMARKING = new EventProcessor() {
        @Override
        public SentryEvent process(SentryEvent event, Hint hint) {
            Breadcrumbs.unmark(event);
            return event;
        }

        @Override
        public SentryTransaction process(SentryTransaction transaction, Hint hint) {
            Breadcrumbs.unmark(transaction);
            return transaction;
        }

        @Override
        public Long getOrder() {
            return GlobalProcessor.ORDER + 1;
        }
    };

    private final Installation parts;
    private final GlobalProcessor processor;
    private final List<Prepared> prepared = new ArrayList<>();

    /** The parts that were set on the options of one initialisation. */
    private record Prepared(SentryOptions options, Breadcrumbs.Marking marking, FinishingProcessor finishing) {}

    Hooks(Installation parts) {
        this.parts = parts;
        this.processor = new GlobalProcessor(parts);
    }

    void install() {
        Sentry.getGlobalScope().addEventProcessor(processor);
    }

    /** Sets all that has to be on the options of each initialisation. */
    synchronized void prepare(SentryOptions options) {
        Prepared set = new Prepared(
                options,
                new Breadcrumbs.Marking(options.getBeforeBreadcrumb(), parts::owns),
                new FinishingProcessor(options, parts));
        options.setSerializer(parts.scrubbing(options.getSerializer()));
        options.setBeforeBreadcrumb(set.marking);
        options.addScopeObserver(parts.leftovers);
        options.addEventProcessor(set.finishing);
        prepared.add(set);
    }

    synchronized void remove() {
        processor.switchOff();
        prepared.forEach(this::remove);
        prepared.clear();
        parts.retireSerializers();
        remove(Sentry.getGlobalScope(), processor);
        remove(Sentry.getGlobalScope(), UNMARKING);
        Sentry.getGlobalScope().addEventProcessor(UNMARKING);
    }

    private void remove(Prepared set) {
        SentryOptions options = set.options;
        set.marking.switchOff();
        if (options.getBeforeBreadcrumb() == set.marking) {
            options.setBeforeBreadcrumb(Breadcrumbs.Marking.bare(set.marking));
        }
        options.getScopeObservers().remove(parts.leftovers);
        options.getEventProcessors().remove(set.finishing);
    }

    private static void remove(IScope scope, EventProcessor processor) {
        scope.getEventProcessorsWithOrder().removeIf(known -> known.getEventProcessor() == processor);
    }
}
