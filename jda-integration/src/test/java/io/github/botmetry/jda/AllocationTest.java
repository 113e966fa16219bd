package io.github.botmetry.jda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.sun.management.ThreadMXBean;
import io.github.botmetry.Botmetry;
import io.github.botmetry.jda.rest.RestQueue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.requests.RestRateLimiter.Work;
import net.dv8tion.jda.api.requests.Route;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("allocation")
class AllocationTest {

    private static final int EVENTS = 100_000;
    private static final int REQUESTS = 5_000;
    private static final int WARM_UP_ROUNDS = 20;
    private static final Duration COMPILED = Duration.ofSeconds(120);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long handled;

    /**
     * Waits until the assertion holds, and says how often it was tried. Code that is not compiled yet allocates more, such as the
     * iterators of loops, and the compiler is late where the machine is busy.
     */
    static long onceCompiled(ThrowingRunnable measured) {
        AtomicLong rounds = new AtomicLong();
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(COMPILED)
                .untilAsserted(() -> {
                    rounds.incrementAndGet();
                    measured.run();
                    assertThat(rounds).hasValueGreaterThan(WARM_UP_ROUNDS);
                });
        return rounds.get();
    }

    private long bytesPerEvent(IEventManager manager, GenericEvent event) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EVENTS; i++) {
            manager.handle(event);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / EVENTS;
    }

    private static long bytesPerRequest(OkHttpClient client, Request request) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) {
            client.newCall(request).execute().close();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / REQUESTS;
    }

    private static Request request() {
        return new Request.Builder()
                .url(RestConfig.DEFAULT_BASE_URL + "channels/1/messages")
                .build();
    }

    private static Response answer(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("")
                .body(ResponseBody.create(new byte[0], null))
                .build();
    }

    private static long bytesPerWork(ObservedRequests requests, Work work, RestQueue queue) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) {
            ObservedWork observed = new ObservedWork(work, requests, null, null);
            observed.waitIn(queue);
            observed.execute();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / REQUESTS;
    }

    @Test
    void request_thatWaitsAndIsTold_costsAtMost350Bytes() {
        Route.CompiledRoute route = Route.Messages.GET_MESSAGE_HISTORY.compile("1");
        Work work = new AnsweredWork(route, answer(request()));
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            ObservedRequests requests = JdaRuntime.of(botmetry.wiring()).restWatch();
            RestQueue queue = requests.meter().queue();

            onceCompiled(() -> assertThat(bytesPerWork(requests, work, queue)).isBetween(1L, 350L));

            assertThat(queue.size()).isZero();
        }
    }

    private record AnsweredWork(Route.CompiledRoute getRoute, Response response) implements Work {

        @Override
        public Response execute() {
            return response;
        }

        @Override
        public JDA getJDA() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSkipped() {
            return false;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public boolean isPriority() {
            return false;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void cancel() {}
    }

    /** Beside what OkHttp needs for a request over the wire, which is 10 kB. */
    @Test
    void attempt_thatIsCounted_costsAtMost250Bytes() throws IOException {
        Request request = request();
        Response answer = answer(request);
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            ObservedRequests requests = JdaRuntime.of(botmetry.wiring()).restWatch();
            OkHttpClient bare =
                    new OkHttpClient.Builder().addInterceptor(chain -> answer).build();
            OkHttpClient observed = requests.interceptor()
                    .attach(new OkHttpClient.Builder())
                    .addInterceptor(chain -> answer)
                    .build();
            requests.interceptor().sending(requests.meter().request(Route.Messages.GET_MESSAGE_HISTORY));

            long rounds = onceCompiled(() -> {
                long ofOkHttp = bytesPerRequest(bare, request);
                long withUs = bytesPerRequest(observed, request);
                assertThat(withUs - ofOkHttp).isBetween(0L, 250L);
            });
            requests.interceptor().sent(null);

            assertThat(new Numbers(botmetry).counts("discord.rest.requests"))
                    .containsOnly(Map.entry("GET/channels/{channel_id}/messages/200/0", rounds * REQUESTS));
        }
    }

    @Test
    void event_thatIsOnlyFramed_costsAtMost48Bytes() {
        try (Botmetry botmetry = Botmetry.builder().shutdownHook(false).build()) {
            IEventManager bare = new InterfacedEventManager();
            IEventManager observed = JdaIntegration.create(botmetry).observed(new InterfacedEventManager());
            EventListener counting = event -> handled++;
            bare.register(counting);
            observed.register(counting);
            GenericEvent event = new GatewayPingEvent(mock(JDA.class), 1);

            long rounds = onceCompiled(() -> {
                long ofJda = bytesPerEvent(bare, event);
                long withUs = bytesPerEvent(observed, event);
                assertThat(withUs - ofJda).isBetween(0L, 48L);
            });

            assertThat(handled).isEqualTo(2 * rounds * EVENTS);
        }
    }
}
