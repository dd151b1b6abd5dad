package dev.switchboard.domain.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:7::1, 2001:db8:0:7:ffff::2, true",
        "[2001:db8:0:7::1], 2001:db8:0:7::3, true",
        "2001:db8:0:7::1, 2001:db8:0:8::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "_hidden, _hidden, true",
    })
    void countsAnIpv6CustomerAsOne(String one, String other, boolean same) {
        assertThat(Network.nameOf(one).equals(Network.nameOf(other))).isEqualTo(same);
    }
}
