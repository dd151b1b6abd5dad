package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.out.channel.EgressPolicy.Decision;
import dev.switchboard.domain.channel.EndpointUrl;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressRulesTest {

    private static EgressRules allowing(String... entries) {
        return EgressRules.of(new EgressProperties(List.of(entries)), false);
    }

    private static Decision judge(EgressRules rules, String url) {
        return rules.judge(EndpointUrl.parse(url));
    }

    @Nested
    class WithoutAnyEntry {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://127.0.0.1/x",
                    "http://127.0.0.1:8080/x",
                    "https://localhost/x",
                    "http://LOCALHOST./x",
                    "http://evil.localhost/x",
                    "http://[::1]/x",
                    "http://[::]/x",
                    "http://0.0.0.0/x",
                    "http://0177.0.0.1/x",
                    "http://[::ffff:127.0.0.1]/x",
                    "http://[::ffff:1.1.1.1]/x",
                    "http://[::ffff:101:101]/x",
                    "http://[0:0:0:0:0:FFFF:1.1.1.1]/x",
                    "http://[64:ff9b::7f00:1]/x",
                    "http://[64:ff9b::1.1.1.1]/x",
                    "http://[2001:db8::1]/x",
                    "http://[3fff::1]/x",
                    "http://[5f00::1]/x",
                    "http://192.0.2.1/x",
                    "http://0xC0000201/x",
                    "http://198.51.100.7/x",
                    "http://203.0.113.7/x",
                    "http://192.88.99.1/x",
                    "http://240.0.0.1/x",
                    "http://255.255.255.255/x",
                    "http://169.254.169.254/latest",
                    "http://[fd00:ec2::254]/latest",
                    "http://10.0.0.1/x",
                    "http://172.16.5.5/x",
                    "http://192.168.1.1/x",
                    "http://100.64.0.1/x",
                    "http://198.18.0.1/x",
                    "http://224.0.0.1/x",
                    "http://[fc00::1]/x",
                    "http://[fe80::1]/x",
                    "http://[ff02::1]/x",
                })
        void refusesAddressesThatLeadInside(String url) {
            assertThat(judge(allowing(), url)).isEqualTo(Decision.REFUSED);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 22, 25, 110, 143, 3306, 5432, 6379, 11211, 27017})
        void refusesPortsThatSpeakNoHttp(int port) {
            assertThat(judge(allowing(), "http://example.com:" + port + "/x"))
                    .isEqualTo(Decision.REFUSED);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://example.com/x",
                    "https://example.com/x",
                    "https://example.com:8443/x",
                    "http://1.1.1.1/x",
                    "http://[2606:4700:4700::1111]:8080/x",
                    "http://localhost.example.com/x",
                    "http://notlocalhost/x",
                    "http://slack_sim:5001/x",
                })
        void allowsPublicHosts(String url) {
            assertThat(judge(allowing(), url)).isEqualTo(Decision.ALLOWED);
        }
    }

    @Nested
    class WithEntries {

        @ParameterizedTest
        @CsvSource({
            "localhost, http://localhost:5001/x",
            "localhost, http://LOCALHOST./x",
            "LocalHost:5001, http://localhost:5001/x",
            "127.0.0.1:9, http://127.0.0.1:9/x",
            "127.0.0.1, http://0177.0.0.1/x",
            "[::1]:8080, http://[::1]:8080/x",
            "::1, http://[::1]/x",
            "10.0.0.0/8, http://10.200.3.4/x",
            "fd00::/8, http://[fd12::1]/x",
            "1.1.1.1, http://[::ffff:1.1.1.1]/x",
            "::ffff:1.1.1.1, http://[::ffff:101:101]/x",
            "64:ff9b::/96, http://[64:ff9b::1.1.1.1]/x",
            "203.0.113.0/24, http://203.0.113.7/x",
            "redis.test:6379, http://redis.test:6379/x",
            "slack_sim:6379, http://slack_sim:6379/x",
            "169.254.1.1, http://169.254.1.1/x",
        })
        void opensWhatIsListed(String entry, String url) {
            assertThat(judge(allowing(entry), url)).isEqualTo(Decision.ALLOWED);
        }

        @ParameterizedTest
        @CsvSource({
            "127.0.0.1, http://127.0.0.1:9/x",
            "localhost:5001, http://localhost:5002/x",
            "localhost, http://127.0.0.1/x",
            "127.0.0.1, http://localhost/x",
            "localhost, http://evil.localhost/x",
            "10.0.0.0/8, http://10.0.0.1:6379/x",
            "10.0.0.0/8, http://192.168.0.1/x",
            "redis.test, http://redis.test:6379/x",
            "1.1.1.1, http://[::ffff:1.1.1.2]/x",
            "64:ff9b::/96, http://[64:ff9b::10.0.0.1]/x",
            "64:ff9b::/96, http://1.1.1.1:22/x",
        })
        void opensNothingElse(String entry, String url) {
            assertThat(judge(allowing(entry), url)).isEqualTo(Decision.REFUSED);
        }

        @ParameterizedTest
        @CsvSource({
            "169.254.169.254, http://169.254.169.254/x",
            "169.254.169.254:80, http://169.254.169.254/x",
            "169.254.0.0/16, http://169.254.169.254/x",
            "0.0.0.0/0, http://169.254.169.254/x",
            "fd00::/8, http://[fd00:ec2::254]/x",
            "::/0, http://[64:ff9b::a9fe:a9fe]/x",
        })
        void keepsMetadataServicesClosedWhateverIsListed(String entry, String url) {
            assertThat(judge(allowing(entry), url)).isEqualTo(Decision.REFUSED);
        }

        @Test
        void opensAListedNameWhateverItsAddressButMetadata() {
            EgressRules rules = allowing("sim.test");

            assertThat(rules.permits("sim.test", InetAddress.ofLiteral("10.0.0.1"), 80)).isTrue();
            assertThat(rules.permits("other.test", InetAddress.ofLiteral("10.0.0.1"), 80))
                    .isFalse();
            assertThat(rules.permits("sim.test", InetAddress.ofLiteral("169.254.169.254"), 80))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost",
                    "localhost:x",
                    "*.example.com",
                    "10.0.0.0/33",
                    "10.0.0.0/-1",
                    "example.com/24",
                    "1.2.3.999",
                    "[::1",
                    "a b",
                })
        void failsOnEntriesItCannotRead(String entry) {
            assertThatThrownBy(() -> allowing(entry))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("switchboard.egress.allow")
                    .hasMessageContaining(entry);
        }

        @Test
        void ignoresBlankEntries() {
            assertThat(judge(allowing("", " ", " localhost "), "http://localhost/x"))
                    .isEqualTo(Decision.ALLOWED);
        }
    }

    @Test
    void refusesPlainHttpWhereHttpsIsRequired() {
        EgressRules rules = EgressRules.of(new EgressProperties(List.of()), true);

        assertThat(judge(rules, "http://example.com/x")).isEqualTo(Decision.REFUSED);
        assertThat(judge(rules, "HTTPS://example.com/x")).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9000/base, http://localhost:9000/x, ALLOWED",
        "http://127.0.0.1/base, http://127.0.0.1/x, ALLOWED",
        "http://[::1]:9000/base, http://[::1]:9000/x, ALLOWED",
        "http://localhost:9000/base, http://localhost:9001/x, REFUSED",
        "http://localhost:9000/base, http://127.0.0.1:9000/x, REFUSED",
    })
    void trustsAConfiguredAddressAndNoOther(String configured, String url, Decision expected) {
        EgressRules rules = EgressRules.trusting(EndpointUrl.parse(configured));

        assertThat(judge(rules, url)).isEqualTo(expected);
    }
}
