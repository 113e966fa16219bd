package io.github.botmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.botmetry.guard.Printable;
import io.github.botmetry.statsd.StatsD;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "statsd",
                "my_statsd",
                "statsd.monitoring.svc.cluster.local",
                "statsd.example.org.",
                "a-b.c1",
                "1.example",
                "127.0.0.1",
                "255.255.255.255",
                "::1",
                "[::1]",
                "fe80::1%eth0",
                "2001:db8::192.0.2.1"
            })
    void host_thatCanBe_isTaken(String host) {
        assertThat(HostName.require(host)).isEqualTo(host);
        StatsD.builder().host(host).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost ",
                " localhost",
                "localhost\r",
                "localhost\n",
                "\"localhost\"",
                "'localhost'",
                "localhost:8125",
                "127.0.0.1:8125",
                "[::1]:8125",
                "udp://localhost",
                "unix:///var/run/dsd.socket",
                "user@host",
                "host/path",
                "a..b",
                ".a",
                "-a",
                "a-",
                "256.1.1.1",
                "1.2.3",
                "0x7f.1",
                "127.1",
                "%eth0",
                ":",
                "a,b",
                "${STATSD_HOST}",
                "b\u00fccher.example"
            })
    void host_thatNoServerCanHave_isRefused_withTheRule(String host) {
        assertThatThrownBy(() -> StatsD.builder().host(host))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("host must be " + HostName.RULE + ", was " + Printable.quoted(host));
    }
}
