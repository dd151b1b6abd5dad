package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.settings.ChannelSettings.CallbackAuth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.Environment;

/// What holds if the operator sets nothing.
class DefaultsTest {

    private static final String NOTHING = "(nothing)";

    /// Every property there is; those of channels are section 7 of their contract.
    private static final Map<String, String> DEFAULTS =
            table(
                    """
                    switchboard.channels.callback-auth           = proof
                    switchboard.channels.disable-on-410          = true
                    switchboard.channels.max-pending             = 10000
                    switchboard.channels.query.max-time          = 2s
                    switchboard.channels.request-timeout         = 15s
                    switchboard.channels.require-https           = false
                    switchboard.channels.response-token-ttl      = 24h
                    switchboard.channels.response-url-allow      =
                    switchboard.channels.session-retention       = 30d
                    switchboard.channels.sessions-server.secret  = (nothing)
                    switchboard.channels.sessions-server.timeout = 5s
                    switchboard.channels.sessions-server.url     = (nothing)
                    switchboard.channels.sync-wait               = 5s
                    switchboard.admin-password                   = (nothing)
                    switchboard.data-dir                         = data
                    switchboard.dead-retention                   = 14d
                    switchboard.egress.allow                     =
                    switchboard.embedded.max-queued              = 4096
                    switchboard.identity.bcrypt-strength         = 10
                    switchboard.identity.oidc.audience           = (nothing)
                    switchboard.identity.oidc.issuer-uri         = (nothing)
                    switchboard.identity.oidc.jwk-set-uri        = (nothing)
                    switchboard.identity.oidc.roles-claim        = (nothing)
                    switchboard.identity.admin-paths             =
                    switchboard.identity.public-paths            =
                    switchboard.master-key                       = (nothing)
                    switchboard.mongodb.uri                      =
                    switchboard.public-url                       = (nothing)
                    switchboard.retention                        = 30d
                    switchboard.sweep                            = 30s
                    """);

    private static Map<String, String> table(String text) {
        return text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(cells -> cells[0].strip(), cells -> cells[1].strip()));
    }

    static Stream<Property> properties() {
        return Property.all();
    }

    @Test
    void areWrittenDownForEveryProperty() {
        assertThat(Property.all().map(Property::name).distinct())
                .containsExactlyInAnyOrderElementsOf(DEFAULTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("properties")
    void holdIfNothingIsSet(Property property) {
        Environment untouched = HubProcess.with(Map.of());

        String expected = DEFAULTS.getOrDefault(property.name(), "not in the table");

        if (expected.equals(NOTHING)) {
            assertThat(property.in(untouched)).isNull();
        } else {
            assertThat(property.in(untouched)).isEqualTo(property.valueOf(expected));
        }
    }

    @Test
    void completeAnIssuerThatIsOnlyNamed() {
        Environment environment =
                HubProcess.with(
                        Map.of("SWITCHBOARD_IDENTITY_OIDC_ISSUER_URI", "https://issuer.example"));

        assertThat(valueOf("switchboard.identity.oidc.audience", environment))
                .isEqualTo("switchboard");
        assertThat(valueOf("switchboard.identity.oidc.roles-claim", environment))
                .isEqualTo("roles");
    }

    @Test
    void serveTheHubOnItsPortAndItsMetricsToThisMachineOnly() {
        Environment untouched = HubProcess.with(Map.of());

        assertThat(untouched.getProperty("server.port")).isEqualTo("8000");
        assertThat(untouched.getProperty("management.server.port")).isEqualTo("8001");
        assertThat(untouched.getProperty("management.server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void openCallbacksInTheDemoOnly() {
        Environment demo =
                HubProcess.with(Map.of("SPRING_PROFILES_ACTIVE", "demo", "PORT", "9000"));

        assertThat(valueOf("switchboard.channels.callback-auth", demo))
                .isEqualTo(CallbackAuth.OPEN);
        assertThat(valueOf("switchboard.egress.allow", demo))
                .isEqualTo(List.of("localhost", "127.0.0.1"));
        assertThat(valueOf("switchboard.channels.sessions-server.url", demo))
                .isEqualTo("http://localhost:9000/sim/sessions");
    }

    private static Object valueOf(String name, Environment environment) {
        return Property.all()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .map(property -> property.in(environment))
                .orElseThrow();
    }
}
