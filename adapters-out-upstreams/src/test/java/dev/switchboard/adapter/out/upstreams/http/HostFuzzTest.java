package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.switchboard.adapter.out.upstreams.http.HostForm.Literal;
import dev.switchboard.adapter.out.upstreams.http.HostForm.Malformed;
import dev.switchboard.adapter.out.upstreams.http.HostForm.Name;
import dev.switchboard.domain.fuzz.Fuzz;
import java.net.InetAddress;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A host is an address that can be judged, a name that nobody takes for an address, or neither.
class HostFuzzTest {

    @Test
    void isAnAddressOrAName() {
        Fuzz.of("hosts")
                .seeds(
                        "hub.example",
                        "127.0.0.1",
                        "0x7f.1",
                        "017700000001",
                        "2130706433",
                        "[::ffff:127.0.0.1]",
                        "64:ff9b::7f00:1",
                        "2002:7f00:1::",
                        "a_b.example.")
                .kept("\u0130".repeat(20_000))
                .kept("+1.2.3.4", "-0.0.0.1", "\u0661.2.3.4", "0x+1")
                .words("0x", "0X", "::", "[", "]", "%1", ".", "ffff:", "4294967295")
                .texts(host ->
                        switch (HostForm.of(host)) {
                            case Malformed _ -> false;
                            case Name(String name) -> isName(host, name);
                            case Literal(InetAddress address, boolean _) ->
                                    isAddress(host, address);
                        });
    }

    private static boolean isName(String host, String name) {
        assertThat(host.toLowerCase(Locale.ROOT)).startsWith(name);
        assertThat(name).isNotEmpty().doesNotContain(":");
        assertThatIllegalArgumentException().isThrownBy(() -> InetAddress.ofLiteral(name));
        return true;
    }

    /// Inner and outer address are judged alike, however often that is done.
    private static boolean isAddress(String host, InetAddress address) {
        assertThat(host).matches("[0-9a-fA-FxX.]+|.*:.*");
        InetAddress inner = SpecialAddresses.inner(address);
        assertThat(SpecialAddresses.internal(address) || !SpecialAddresses.internal(inner))
                .isTrue();
        assertThat(SpecialAddresses.metadata(address) || !SpecialAddresses.metadata(inner))
                .isTrue();
        return true;
    }
}
