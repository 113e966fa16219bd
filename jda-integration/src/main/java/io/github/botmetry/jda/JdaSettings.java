package io.github.botmetry.jda;

import io.github.botmetry.Wiring;
import io.github.botmetry.jda.community.CommunityStats;
import io.github.botmetry.jda.community.CommunityWatch;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a {@link JdaIntegration} was built. */
record JdaSettings(
        ExplicitParts own,
        UnaryOperator<String> customIds,
        @Nullable TextCommands textCommands,
        @Nullable CommunityStats community,
        Duration slowListenerThreshold,
        Duration unansweredAfter) {

    /** Null if nothing is to be counted in any guild. */
    @Nullable
    CommunityWatch connectCommunity(Wiring wiring) {
        return community == null ? null : community.connect(wiring);
    }
}
