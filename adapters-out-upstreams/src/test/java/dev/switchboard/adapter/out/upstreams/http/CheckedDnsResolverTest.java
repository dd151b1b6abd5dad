package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedDnsResolverTest {

    private static final EgressRules RULES = EgressRules.of(new EgressProperties(List.of()), false);

    private static CheckedDnsResolver finding(String... addresses) {
        InetAddress[] found =
                Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return new CheckedDnsResolver(RULES, _ -> found);
    }

    @Test
    void givesTheAddressesItChecked() throws UnknownHostException {
        List<InetSocketAddress> addresses =
                finding("1.1.1.1", "2606:4700:4700::1111").resolve("example.com", 8080);

        assertThat(addresses)
                .containsExactly(
                        new InetSocketAddress("1.1.1.1", 8080),
                        new InetSocketAddress("2606:4700:4700::1111", 8080));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.1.1",
                "169.254.169.254",
                "fd00::1",
                "::ffff:10.0.0.1",
                "64:ff9b::1.1.1.1",
                "203.0.113.7",
                "2001:db8::1",
                "3fff::1",
                "5f00::1"
            })
    void blocksNamesOfInternalAddresses(String address) {
        assertThatThrownBy(() -> finding(address).resolve("evil.test", 80))
                .isInstanceOf(BlockedHostException.class);
    }

    @Test
    void checksTheAddressesOfANameAtEachConnect() throws UnknownHostException {
        Iterator<String> answers = List.of("1.1.1.1", "10.0.0.1", "203.0.113.7").iterator();
        CheckedDnsResolver resolver =
                new CheckedDnsResolver(
                        RULES, _ -> new InetAddress[] {InetAddress.ofLiteral(answers.next())});

        assertThat(resolver.resolve("evil.test", 80))
                .containsExactly(new InetSocketAddress("1.1.1.1", 80));
        assertThatThrownBy(() -> resolver.resolve("evil.test", 80))
                .isInstanceOf(BlockedHostException.class);
        assertThatThrownBy(() -> resolver.resolve("evil.test", 80))
                .isInstanceOf(BlockedHostException.class);
    }

    @Test
    void blocksANameWithOneInternalAddress() {
        assertThatThrownBy(() -> finding("1.1.1.1", "10.0.0.1").resolve("evil.test", 80))
                .isInstanceOf(BlockedHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "0x7f.1", "127.1", "::1", "256.1.1.1", "::ffff:1.1.1.1"})
    void judgesAddressesWithoutAskingDns(String host) {
        CheckedDnsResolver resolver =
                new CheckedDnsResolver(
                        RULES,
                        name -> {
                            throw new AssertionError("asked for " + name);
                        });

        assertThatThrownBy(() -> resolver.resolve(host, 80))
                .isInstanceOf(BlockedHostException.class);
    }

    @Test
    void blocksRefusedPorts() {
        assertThatThrownBy(() -> finding("1.1.1.1").resolve("example.com", 6379))
                .isInstanceOf(BlockedHostException.class);
    }

    @Test
    void offersNoWayAroundThePort() {
        assertThatThrownBy(() -> finding("1.1.1.1").resolve("example.com"))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
