package io.github.botmetry.sentry;

import static io.github.botmetry.sentry.SentryBot.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.IScopes;
import io.sentry.Scopes;
import io.sentry.Sentry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pins what stand-ins need of the SDK: the build runs this on the oldest and the newest. */
class StandInTest {

    private IngestionServer server;
    private IScopes base;
    private IScopes real;
    private final AtomicInteger asked = new AtomicInteger();
    private final Supplier<IScopes> scopes = () -> {
        asked.incrementAndGet();
        return real;
    };

    @BeforeEach
    void initialise() {
        server = new IngestionServer();
        SentryBot.initialise(server, options -> {});
        base = Sentry.forkedRootScopes("test");
        real = base.forkedScopes("test");
    }

    @AfterEach
    void close() {
        SentryBot.settings = options -> {};
        Sentry.close();
        server.close();
    }

    @Test
    void thisSdk_takesStandIns_andLeavesThreadsAsTheyWere() {
        IScopes before = Sentry.getCurrentScopes();

        assertThat(StandIn.isPossible(base)).isTrue();
        assertThat(Sentry.getCurrentScopes()).isSameAs(before);
    }

    @Test
    void scopes_areNotMade_toAnswerForThem() {
        IScopes standIn = StandIn.of(base, scopes);

        assertThat(standIn.isNoOp()).isFalse();
        assertThat(standIn.isEnabled()).isTrue();
        assertThat(standIn.getOptions()).isSameAs(real.getOptions());
        assertThat(standIn.getParentScopes()).isSameAs(real.getParentScopes());
        assertThat(standIn).isEqualTo(standIn).hasSameHashCodeAs(standIn);
        assertThat(standIn.equals(StandIn.of(base, scopes))).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void allOtherCalls_areThoseOfTheScopes() {
        IScopes standIn = StandIn.of(base, scopes);
        standIn.setTag("mood", "calm");

        assertThat(real.getIsolationScope().getTags()).containsEntry("mood", "calm");
        assertThat(standIn.getScope()).isSameAs(real.getScope());
        assertThat(standIn.getIsolationScope()).isSameAs(real.getIsolationScope());
        assertThat(standIn.getGlobalScope()).isSameAs(real.getGlobalScope());
        assertThat(standIn.isAncestorOf(standIn.forkedScopes("child"))).isTrue();
        assertThat(standIn.toString()).isEqualTo(real.toString());
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void exceptions_ofTheSdk_comeOutAsTheyAre() {
        IScopes standIn = StandIn.of(base, scopes);

        assertThatThrownBy(() -> standIn.captureEnvelope(null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void command_thatTellsSentryNothing_hasOnlyAStandIn() {
        try (SentryBot bot = SentryBot.create()) {
            IScopes[] seen = new IScopes[1];
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> seen[0] = Sentry.getCurrentScopes());

            assertThat(Proxy.isProxyClass(seen[0].getClass())).isTrue();
        }
    }

    /** A storage that wants the SDK's own class stands for all that a later SDK may want. */
    @Test
    void sdk_thatRefusesStandIns_hasScopesForkedForEachCommand() {
        assumeThat(ContextScopesStorage.isPossible()).isTrue();
        SentryBot.settings = options -> ContextScopesStorage.choose(options, OwnClassStorage::new);
        IScopes[] seen = new IScopes[1];
        try (SentryBot bot = SentryBot.create()) {
            bot.run(FakeEvent.slash("ban", 7, "alice"), () -> {
                seen[0] = Sentry.getCurrentScopes();
                Sentry.setTag("mood", "of-alice");
                failing("first").run();
            });
            bot.run(FakeEvent.slash("kick", 8, "bob"), failing("second"));

            List<JsonNode> events = bot.server.events(2);
            assertThat(seen[0]).isInstanceOf(Scopes.class);
            assertThat(events.get(0).at("/tags/mood").asText()).isEqualTo("of-alice");
            assertThat(events.get(1).toString()).contains("bob").doesNotContain("of-alice");
        }
    }
}
