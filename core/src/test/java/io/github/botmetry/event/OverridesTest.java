package io.github.botmetry.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverridesTest {

    private final Overrides overrides = new Overrides(Observation.class, "enter", "finished");

    private static class Entering implements Observation {
        @Override
        public Scope enter() {
            return () -> {};
        }
    }

    private static final class Heir extends Entering {}

    private static final class Forwarding extends ForwardingObservation {
        Forwarding() {
            super(new Heir());
        }
    }

    @Test
    void classWithNoneOfItsOwn_isCalledForAll_asAMockIs() {
        assertThat(overrides.get(new Observation() {}.getClass())).isEqualTo(0b11);
    }

    @Test
    void ownAndInheritedMethods_areOverridden() {
        assertThat(overrides.get(Entering.class)).isEqualTo(0b01);
        assertThat(overrides.get(Heir.class)).isEqualTo(0b01);
        assertThat(overrides.get(Forwarding.class)).isEqualTo(0b11);
    }
}
