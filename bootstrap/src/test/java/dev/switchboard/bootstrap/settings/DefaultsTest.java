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
                    switchboard.pega.ack-timeout                 = 10s
                    switchboard.pega.claim-policy                = strict
                    switchboard.pega.claim-ttl                   = 24h
                    switchboard.pega.clock-skew                  = 60s
                    switchboard.pega.connection-id               = (nothing)
                    switchboard.pega.connections.some.connection-id = (nothing)
                    switchboard.pega.connections.some.dms-url    = (nothing)
                    switchboard.pega.connections.some.jwt-secrets = (nothing)
                    switchboard.pega.dms-url                     = (nothing)
                    switchboard.pega.in-flight-per-connection    = 32
                    switchboard.pega.jwt-secrets                 =
                    switchboard.pega.max-in-flight               = 8
                    switchboard.pega.notify-after                = 30s
                    switchboard.pega.request-timeout             = 10s
                    switchboard.pega.token-ttl                   = 30s
                    switchboard.pega.transmissions-per-connection = 3
                    switchboard.pega.undelivered-park-after      = 24h
                    switchboard.pega.webhook-max-age             = 300s
                    switchboard.netomi.ack-timeout               = 10s
                    switchboard.netomi.allowed-origins           =
                    switchboard.netomi.answer-timeout            = 30s
                    switchboard.netomi.chunk-wait                = 2s
                    switchboard.netomi.auth-url                  = https://auth-us.netomi.com
                    switchboard.netomi.base-url                  = https://aiapi-us.netomi.com
                    switchboard.netomi.channel                   = CHAT
                    switchboard.netomi.channel-ref-id            = (nothing)
                    switchboard.netomi.integration-channel       = NETOMI_WEB_WIDGET
                    switchboard.netomi.on-unknown-outcome        = retry
                    switchboard.netomi.rate                      = 60
                    switchboard.netomi.request-timeout           = 20s
                    switchboard.netomi.resume-cookie             = true
                    switchboard.netomi.sync-wait                 = 10s
                    switchboard.netomi.token-view                = refuse
                    switchboard.netomi.virtual-agent-id          = (nothing)
                    switchboard.netomi.webhook.bearer-tokens     =
                    switchboard.netomi.webhook.require-signature = false
                    switchboard.netomi.webhook.signature-secrets =
                    switchboard.public-url                       = (nothing)
                    switchboard.retention                        = 30d
                    switchboard.sockets.allowed-origins          =
                    switchboard.sockets.connect-timeout          = 45s
                    switchboard.sockets.drain-within             = 5s
                    switchboard.sockets.event-rate               = 40
                    switchboard.sockets.max-connections          = 20000
                    switchboard.sockets.max-payload              = 1000000
                    switchboard.sockets.max-unbound-per-address  = 100
                    switchboard.sockets.ping-interval            = 25s
                    switchboard.sockets.ping-timeout             = 60s
                    switchboard.sockets.queue-bytes              = 1MB
                    switchboard.sockets.queue-packets            = 512
                    switchboard.sockets.recovery-window          = 24h
                    switchboard.sockets.resume-cookie            = true
                    switchboard.sockets.slow-after               = 30s
                    switchboard.sockets.transports               = polling,websocket
                    switchboard.sockets.upgrade-timeout          = 10s
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
