package dev.switchboard.bootstrap.settings;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.settings.ChannelSettings.CallbackAuth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.core.env.Environment;

/// The values of all settings that the operator does not set, compared with
/// `docs/configuration.md`.
class DefaultsTest {

    private static final ConfigurationDocument DOCUMENT = ConfigurationDocument.read();

    static Stream<Property> properties() {
        return Property.all();
    }

    static Stream<String> borrowed() {
        return DOCUMENT.properties().filter(name -> !name.startsWith("switchboard."));
    }

    @Test
    void areDocumentedForEveryProperty() {
        assertThat(DOCUMENT.properties().filter(name -> name.startsWith("switchboard.")))
                .containsExactlyInAnyOrderElementsOf(
                        Property.all().map(Property::name).distinct().toList());
    }

    /// No module reads the settings of another, so those that two modules need are read twice.
    @Test
    void standInOneRecordEach() {
        Map<String, Long> readers =
                Property.all().collect(groupingBy(Property::name, TreeMap::new, counting()));

        readers.values().removeIf(count -> count == 1);

        assertThat(readers.keySet())
                .containsExactly(
                        "switchboard.channels.request-timeout",
                        "switchboard.data-dir",
                        "switchboard.netomi.sync-wait",
                        "switchboard.yalo.client",
                        "switchboard.yalo.providers.some.webhook-secrets",
                        "switchboard.yalo.webhook-token-in-url");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void holdIfNothingIsSet(Property property) {
        Optional<String> documented = DOCUMENT.defaultOf(property.name());

        @Nullable Object value = property.in(HubProcess.with(Map.of()));

        if (value == null) {
            assertThat(documented).isEmpty();
        } else {
            assertThat(value).isEqualTo(property.valueOf(documented.orElse("")));
        }
    }

    @ParameterizedTest
    @MethodSource("borrowed")
    void holdForWhatIsBorrowedToo(String property) {
        Environment untouched = HubProcess.with(Map.of());

        assertThat(untouched.getProperty(property))
                .isEqualTo(DOCUMENT.defaultOf(property).orElse(null));
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
    void rankAPoorerHubAboveAHealthyOneAndBelowAnOutage() {
        String order = "management.endpoint.health.status.order";
        String[] ranks = HubProcess.with(Map.of()).getRequiredProperty(order, String[].class);
        StatusAggregator aggregator = StatusAggregator.of(ranks);
        Status degraded = new Status("DEGRADED");

        assertThat(aggregator.getAggregateStatus(Status.UP, degraded, Status.UNKNOWN))
                .isEqualTo(degraded);
        assertThat(aggregator.getAggregateStatus(degraded, Status.OUT_OF_SERVICE, Status.UP))
                .isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(aggregator.getAggregateStatus(degraded, Status.DOWN)).isEqualTo(Status.DOWN);
    }

    @Test
    void keepConnectionsLongerThanCallersDo() {
        Environment untouched = HubProcess.with(Map.of());
        Duration longestOfProxies = Duration.ofSeconds(60);

        JettyServerProperties jetty =
                Binder.get(untouched).bindOrCreate("server.jetty", JettyServerProperties.class);

        assertThat(jetty.getConnectionIdleTimeout()).isGreaterThan(longestOfProxies);
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
