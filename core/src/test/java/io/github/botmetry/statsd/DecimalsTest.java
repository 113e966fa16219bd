package io.github.botmetry.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalsTest {

    @Test
    void numbers_haveNoExponent_andAllTheirDigits() {
        assertThat(Decimals.of(2)).isEqualTo("2");
        assertThat(Decimals.of(-0.5)).isEqualTo("-0.5");
        assertThat(Decimals.of(1e-7)).isEqualTo("0.0000001");
        assertThat(Decimals.of(9_007_199_254_740_991.0)).isEqualTo("9007199254740991");
        assertThat(Decimals.of(1e20)).isEqualTo("100000000000000000000");
    }

    @Test
    void nanoseconds_areMilliseconds_withTheDecimalsThatItTakes() {
        assertThat(Decimals.millis(2_000_000)).isEqualTo("2");
        assertThat(Decimals.millis(1_500_000)).isEqualTo("1.5");
        assertThat(Decimals.millis(1)).isEqualTo("0.000001");
        assertThat(Decimals.millis(0)).isEqualTo("0");
    }

    @Test
    void rates_arePowersOfTwo() {
        assertThat(Decimals.sampleRate(0)).isEqualTo("1");
        assertThat(Decimals.sampleRate(3)).isEqualTo("0.125");
    }
}
