package io.github.botmetry.prometheus;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not work, and once that it works again. Thread-safe. */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusIntegration.class);

    private final String what;
    private final AtomicBoolean isOn = new AtomicBoolean();
    private volatile @Nullable String reason;

    /** @param what names it in the log, such as {@code the token file} */
    Outage(String what) {
        this.what = what;
    }

    void failed(Throwable cause) {
        reason = cause.toString();
        if (!isOn.getAndSet(true)) {
            LOG.warn("Botmetry: {} does not work: {}", what, reason);
            LOG.debug("Botmetry: {}", what, cause);
        }
    }

    void works() {
        if (isOn.get() && isOn.getAndSet(false)) {
            LOG.info("Botmetry: {} works again", what);
        }
    }

    /** What went wrong last, also if it works again; null if nothing ever did. */
    @Nullable
    String reason() {
        return reason;
    }
}
