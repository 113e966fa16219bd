package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.http.HttpHeader;
import io.github.botmetry.endpoint.jetty.util.Callback;
import io.github.botmetry.endpoint.jetty.util.thread.Scheduler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one stream, one write at a time. Regular comments show if the client is still there. */
final class ServerSentEvents implements EventStream {

    private static final Duration PULSE = Duration.ofSeconds(10);
    private static final String COMMENT = ":\n\n";

    private final Routes.Exchange exchange;
    private final Scheduler scheduler;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private boolean isWriting;
    private boolean isStuck;
    private boolean isOver;
    private Scheduler.@Nullable Task pulse;

    ServerSentEvents(Routes.Exchange exchange, Scheduler scheduler) {
        this.exchange = exchange;
        this.scheduler = scheduler;
    }

    void begin() {
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        write(COMMENT);
        schedulePulse();
    }

    @Override
    public boolean send(String data) {
        return isThere(data, "data")
                && write("data: " + String.join("\ndata: ", data.split("\r\n|[\r\n]", -1)) + "\n\n");
    }

    private boolean isThere(@Nullable Object argument, String name) {
        if (argument == null) {
            exchange.page().guard().failed(new NullPointerException(name));
        }
        return argument != null;
    }

    private boolean write(String text) {
        synchronized (this) {
            if (isOver) {
                return false;
            }
            waiting.add(text);
            if (isWriting && waiting.size() <= MAX_WAITING) {
                return true;
            }
            if (!isWriting) {
                isWriting = true;
                text = waiting.remove();
            } else {
                text = "";
            }
        }
        if (text.isEmpty()) {
            end(new IOException("the client does not read"));
            return false;
        }
        toClient(text);
        return true;
    }

    private void toClient(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            exchange.response().write(false, bytes, Callback.from(this::written, this::end));
        } catch (Throwable thrown) {
            end(thrown);
        }
    }

    private void written() {
        String next;
        synchronized (this) {
            isStuck = false;
            next = waiting.poll();
            isWriting = next != null;
        }
        if (next != null) {
            toClient(next);
        }
    }

    private void schedulePulse() {
        Scheduler.Task next = scheduler.schedule(this::pulse, PULSE);
        synchronized (this) {
            pulse = next;
        }
    }

    /** Cuts off a client whose write was under way at the last pulse already. */
    private void pulse() {
        boolean isGone;
        synchronized (this) {
            isGone = isWriting && isStuck;
            isStuck = isWriting;
        }
        if (isGone) {
            end(new IOException("the client does not read"));
        } else if (write(COMMENT)) {
            schedulePulse();
        }
    }

    @Override
    public void onEnd(Runnable step) {
        if (!isThere(step, "step")) {
            return;
        }
        synchronized (this) {
            if (!isOver) {
                atEnd.add(step);
                return;
            }
        }
        run(step);
    }

    private void run(Runnable step) {
        exchange.page().guard().run(step::run);
    }

    @Override
    public void close() {
        end(null);
    }

    private void end(@Nullable Throwable reason) {
        List<Runnable> steps;
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
            steps = List.copyOf(atEnd);
            waiting.clear();
            if (pulse != null) {
                pulse.cancel();
            }
        }
        if (reason == null) {
            exchange.callback().succeeded();
        } else {
            exchange.callback().failed(reason);
        }
        steps.forEach(this::run);
    }
}
