package io.github.botmetry.faults;

import static io.github.botmetry.faults.Parts.integration;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.botmetry.Botmetry;
import io.github.botmetry.guard.Warning;
import io.github.botmetry.testing.Fault;
import io.github.botmetry.testing.Faults;
import io.github.botmetry.testing.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** However sinks fail and whenever it is closed, what arrived, was refused and is named as lost is what was recorded. */
@Timeout(60)
class LossTest {

    private static final Pattern LOST = Pattern.compile("(\\d+) recorded numbers were not delivered");
    private static final int THREADS = 4;
    private static final int ROUNDS = 100_000;

    /** One sink with the fault that it has now and then. */
    private record Broken(String name, RecordingSink sink, Faults faults) {}

    /** Of every second one recorders go on while it closes. */
    @RepeatedTest(6)
    void faultsAtRandom_alsoAtClose(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Broken> sinks = new ArrayList<>();
        Botmetry.Builder builder = Botmetry.builder().shutdownHook(false);
        for (int i = 0; i < 4; i++) {
            Fault fault = thrown(random);
            RecordingSink sink = RecordingSink.every(Duration.ofMillis(1 + random.nextInt(20)));
            Faults faults = Faults.of(fault).times(0);
            String name = "sink" + i;
            sinks.add(new Broken(name, sink, faults));
            builder.install(integration(name, wiring -> wiring.sink(faults.sink(sink))));
        }
        Botmetry botmetry = builder.build();
        List<Thread> recorders = recorders(botmetry);
        while (recorders.stream().anyMatch(Thread::isAlive)) {
            sinks.get(random.nextInt(sinks.size())).faults.times(random.nextInt(3));
            recorders.get(random.nextInt(THREADS)).join(random.nextInt(5) + 1);
        }
        sinks.forEach(broken -> broken.faults.times(random.nextBoolean() ? 0 : Integer.MAX_VALUE));
        botmetry.stats().incr("calls", 17);
        List<Thread> more = repetition.getCurrentRepetition() % 2 == 0 ? recorders(botmetry) : List.of();
        botmetry.close();
        for (Thread recorder : more) {
            recorder.join();
        }
        long refused = Parts.health(botmetry, "series").figures().get("refused_closed");
        for (Broken broken : sinks) {
            long arrived = broken.sink.count("calls") + broken.sink.count("took");
            long recorded = 2L * (THREADS + more.size()) * ROUNDS + 17;
            assertThat(arrived + lost(botmetry, broken.name) + refused)
                    .as(broken.name)
                    .isEqualTo(recorded);
        }
    }

    private static Fault thrown(Random random) {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        return fault.isThrown() && fault != Fault.HANGING_EXCEPTION ? fault : Fault.OUT_OF_MEMORY;
    }

    private static List<Thread> recorders(Botmetry botmetry) {
        List<Thread> recorders = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread recorder = new Thread(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    botmetry.stats().incr("calls");
                    botmetry.stats().timing("took", Duration.ofNanos(round));
                }
            });
            recorders.add(recorder);
            recorder.start();
        }
        return recorders;
    }

    private static long lost(Botmetry botmetry, String subject) {
        for (Warning warning : botmetry.warnings()) {
            Matcher number = LOST.matcher(warning.cause());
            if (warning.subject().equals(subject) && number.find()) {
                return Long.parseLong(number.group(1));
            }
        }
        return 0;
    }
}
