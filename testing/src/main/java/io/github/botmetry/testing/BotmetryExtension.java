package io.github.botmetry.testing;

import io.github.botmetry.Botmetry;
import io.github.botmetry.statsd.StatsD;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Extend a JUnit 5 test with this to get a strict Botmetry and its recordings as parameters.
 *
 * <pre>{@code
 * @ExtendWith(BotmetryExtension.class)
 * class VoteListenerTest {
 *     @Test
 *     void vote_fromMember_isCounted(Botmetry botmetry, RecordingStats stats) {
 *         new VoteListener(botmetry).onVote();
 *         assertThat(stats.count("votes")).isEqualTo(1);
 *     }
 * }
 * }</pre>
 *
 * <p>Parameters of test, {@code @BeforeEach} and {@code @AfterEach} methods may be {@link Botmetry}, {@link RecordingStats}
 * of the same numbers, {@link RecordingFailures}, and {@link UdpCapture}, which receives the numbers in the plain dialect
 * every 20 ms and at the end. All are closed after the test. The test fails on a warning of Botmetry, a thread that is left, a
 * malformed line, or a logged error (seen only with Logback). To test a warning, build a Botmetry of your own.
 */
public final class BotmetryExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BotmetryExtension.class);
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final Map<Class<?>, Function<Running, Object>> PARAMETERS = Map.of(
            Botmetry.class, running -> running.botmetry,
            RecordingStats.class, running -> running.stats,
            RecordingFailures.class, running -> running.failures,
            UdpCapture.class, running -> running.capture);

    private final UnaryOperator<Botmetry.Builder> settings;

    /** The objects of one test. */
    private static final class Running {
        private final UdpCapture capture = UdpCapture.plain();
        private final Botmetry botmetry;
        private final RecordingStats stats;
        private final RecordingFailures failures;

        Running(UnaryOperator<Botmetry.Builder> settings) {
            Botmetry.Builder builder = Botmetry.builder().strict(true).shutdownHook(false);
            StatsD statsD = StatsD.builder()
                    .host(capture.host())
                    .port(capture.port())
                    .interval(INTERVAL)
                    .build();
            botmetry = settings.apply(builder).install(statsD).build();
            stats = RecordingStats.of(botmetry);
            failures = RecordingFailures.of(botmetry);
        }
    }

    /** The state before a test, so that older threads are not taken for leaks. */
    private record Before(Set<Thread> threads, LogWatch log) {}

    /** Makes the extension for {@code @ExtendWith}. */
    public BotmetryExtension() {
        this(UnaryOperator.identity());
    }

    private BotmetryExtension(UnaryOperator<Botmetry.Builder> settings) {
        this.settings = settings;
    }

    /** Makes the extension for {@code @RegisterExtension}, with further settings; install new objects for each test. */
    public static BotmetryExtension with(UnaryOperator<Botmetry.Builder> settings) {
        return new BotmetryExtension(settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        store(context).put(Before.class, new Before(threads, LogWatch.start()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getTestMethod().isPresent()
                && PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running =
                store(context).getOrComputeIfAbsent(Running.class, key -> new Running(settings), Running.class);
        Class<?> type = parameter.getParameter().getType();
        return Objects.requireNonNull(PARAMETERS.get(type), "unsupported").apply(running);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<Throwable> failures = new ArrayList<>();
        Running running = store(context).remove(Running.class, Running.class);
        if (running != null) {
            collect(failures, running.botmetry::close);
            collect(failures, running.capture::close);
        }
        Before before = store(context).remove(Before.class, Before.class);
        collect(failures, () -> LeftThreads.requireNone("botmetry-", before.threads()));
        collect(failures, before.log()::close);
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError(failures.get(0).getMessage(), failures.get(0));
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
    }

    private static void collect(List<Throwable> failures, Runnable check) {
        try {
            check.run();
        } catch (AssertionError | RuntimeException e) {
            failures.add(e);
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
