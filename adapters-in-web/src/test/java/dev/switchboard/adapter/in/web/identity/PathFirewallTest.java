package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.in.web.identity.SecurityConfiguration.PathFirewall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;

/// The web server lets encoded slashes through; the firewall says where.
class PathFirewallTest {

    private static FirewalledRequest pass(String path) {
        return new PathFirewall().getFirewalledRequest(new MockHttpServletRequest("GET", path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/conversations/session:a%2Fb",
                "/v1/people/a%2Fb/export",
                "/api/conversations/a%2Fb"
            })
    void letsAnIdHaveASlash(String path) {
        assertThat(pass(path).getRequestURI()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/a%2Fb",
                "/api/netomi/a%2Fb",
                "/api/conversations%2Fa",
                "/api/conversations/a%2F%2Fb"
            })
    void letsNothingElseHaveOne(String path) {
        assertThatThrownBy(() -> pass(path)).isInstanceOf(RequestRejectedException.class);
    }
}
