package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.HostForm.Literal;
import dev.switchboard.adapter.out.upstreams.http.HostForm.Malformed;
import dev.switchboard.adapter.out.upstreams.http.HostForm.Name;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFormTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1., 127.0.0.1",
        "2130706433, 127.0.0.1",
        "0177.0.0.1, 127.0.0.1",
        "0x7f.1, 127.0.0.1",
        "0X7F000001, 127.0.0.1",
        "0x7f.0x0.0x0.0x1, 127.0.0.1",
        "127.1, 127.0.0.1",
        "127.0.1, 127.0.0.1",
        "017700000001, 127.0.0.1",
        "0, 0.0.0.0",
        "4294967295, 255.255.255.255",
        "10.65535, 10.0.255.255",
        "[::1], ::1",
        "::1, ::1",
        "[::ffff:127.0.0.1], 127.0.0.1",
        "[::ffff:7f00:1], 127.0.0.1",
        "[0:0:0:0:0:0:0:1], ::1",
    })
    void readsAddressesInEverySpelling(String host, String address) {
        HostForm form = HostForm.of(host);

        assertThat(form)
                .isEqualTo(new Literal(InetAddress.ofLiteral(address), host.contains("ffff:")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "256.1.1.1",
                "1.2.3.4.5",
                "4294967296",
                "08.1.1.1",
                "0x1ffffffff",
                "0x",
                "1..2",
                "10.16777216",
                "foo.0x7f",
                "a.b.1",
                ".",
                "",
                "[::1",
                "[fe80::1%nosuchzone]",
                "::g",
                "99999999999999999999",
            })
    void refusesWhatOnlyLooksLikeAnAddress(String host) {
        HostForm form = HostForm.of(host);

        assertThat(form).isEqualTo(new Malformed());
    }

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "example.com., example.com",
        "127.0.0.1.nip.io, 127.0.0.1.nip.io",
        "1password.com, 1password.com",
        "LOCALHOST, localhost",
    })
    void readsNamesWithoutCaseAndFinalDot(String host, String name) {
        HostForm form = HostForm.of(host);

        assertThat(form).isEqualTo(new Name(name));
    }
}
