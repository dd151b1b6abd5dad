package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.0",
                "198.51.100.255",
                "203.0.113.0",
                "203.0.113.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "247.255.255.255",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::10.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::1.1.1.1",
                "64:ff9b::ffff:ffff",
                "::ffff:0:1.1.1.1",
                "2001:db8::1",
                "2001:db8:ffff:ffff::1",
                "3fff::1",
                "3fff:fff:ffff::1",
                "5f00::1",
                "5f00:ffff::1",
                "64:ff9b:1::1",
                "2002:0a00:0001::1",
                "2002:7f00:0001::",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "fc00::1",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "100::1",
            })
    void recognisesAddressesThatLeadInside(String address) {
        assertThat(SpecialAddresses.internal(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.0.1.255",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "::ffff:1.1.1.1",
                "64:ff9b:0:0:0:1::",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "3ffe:ffff::1",
                "3fff:1000::1",
                "5eff::1",
                "5f01::1",
                "2002:0101:0101::1",
                "fbff::1",
            })
    void leavesPublicAddressesAlone(String address) {
        assertThat(SpecialAddresses.internal(InetAddress.ofLiteral(address))).isFalse();
        assertThat(SpecialAddresses.metadata(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::1",
                "168.63.129.16",
                "100.100.100.200",
            })
    void recognisesMetadataServices(String address) {
        assertThat(SpecialAddresses.metadata(InetAddress.ofLiteral(address))).isTrue();
    }
}
