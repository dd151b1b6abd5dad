package dev.switchboard.domain.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.fuzz.Fuzz;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A text is a network that contains its own address, or is refused; an address of a caller may be
/// any text.
class NetworkFuzzTest {

    private static final SourceNetworks SOME =
            SourceNetworks.of("some", List.of("203.0.113.0/24", "2001:db8:1::/48"));

    @Test
    void containsItsOwnAddress() {
        Fuzz.of("networks")
                .seeds(
                        "203.0.113.0/24",
                        "203.0.113.7",
                        "10.0.0.0/8",
                        "0.0.0.0/0",
                        "2001:db8:1::/48",
                        "::1",
                        "::ffff:203.0.113.7",
                        "64:ff9b::/96",
                        "fe80::1%1/64")
                .kept("10.0.0.0/+8", "10.0.0.0/\u0668")
                .words("::", "/32", "/128", "/33", "ffff", ".0", "%1")
                .refusedBy(IllegalArgumentException.class)
                .texts(NetworkFuzzTest::isNetwork);
    }

    private static boolean isNetwork(String text) {
        assertThat(Network.nameOf(text)).isNotNull();
        SOME.admit(text);
        String stripped = text.strip();
        SourceNetworks read = SourceNetworks.of("some", List.of(text));
        if (read.isEverywhere()) {
            assertThat(text).isBlank();
            return true;
        }
        assertThat(stripped).matches("[^/]+(/[0-9]+)?");
        assertThat(read.admit(stripped.replaceFirst("/.*", ""))).isTrue();
        return true;
    }
}
