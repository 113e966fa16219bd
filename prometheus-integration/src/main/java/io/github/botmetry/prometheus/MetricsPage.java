package io.github.botmetry.prometheus;

import io.github.botmetry.endpoint.Page;
import io.github.botmetry.endpoint.PageAnswer;
import io.github.botmetry.endpoint.PageRequest;
import io.github.botmetry.stats.Stats;
import io.github.botmetry.stats.Timer;
import io.github.botmetry.stats.TimerDefinition;
import java.io.IOException;

/** Answers {@code /metrics} with a scrape in the format that the client accepts. */
final class MetricsPage implements Page {

    static final String PATH = "/metrics";

    private static final TimerDefinition DURATION = TimerDefinition.named("botmetry.metrics.scrape.duration")
            .help("How long it takes to write what a scrape gives.")
            .build();

    private final Scrape scrape;
    private final Timer duration;

    MetricsPage(Scrape scrape, Stats stats) {
        this.scrape = scrape;
        this.duration = stats.timer(DURATION);
    }

    @Override
    public void answer(PageRequest request, PageAnswer answer) throws IOException {
        Format format = Format.accepted(request.header("Accept"));
        answer.contentType(format.contentType());
        answer.varies("Accept");
        long started = System.nanoTime();
        scrape.write(answer.body(), format);
        duration.recordNanos(System.nanoTime() - started);
    }
}
