package dev.switchboard.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNetworksTest {

    private static SourceNetworks of(String... texts) {
        return SourceNetworks.of("some.setting", List.of(texts));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true",
        "203.0.114.7, false",
        "::ffff:203.0.113.7, true",
        "2001:db8:1::5, true",
        "2001:db8:2::5, false",
        "192.0.2.1, true",
        "192.0.2.2, false",
        "_hidden, false",
        "'', false"
    })
    void admitWhoeverCallsFromOneOfThem(String address, boolean admitted) {
        SourceNetworks networks = of("203.0.113.0/24", " 2001:db8:1::/48", "192.0.2.1", "");

        assertThat(networks.admit(address)).isEqualTo(admitted);
    }

    @Test
    void admitEverybodyWhereThereIsNone() {
        assertThat(of("", " ").isEverywhere()).isTrue();
        assertThat(of().admit("203.0.113.7")).isTrue();
        assertThat(of().admit("_hidden")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hub.example", "203.0.113.0/33", "203.0.113.0/x", "203.0.113/24", "*"})
    void refuseWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(text))
                .withMessageContaining("some.setting: " + text);
    }
}
