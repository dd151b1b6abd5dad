package dev.switchboard.adapter.out.upstreams.pega;

import static dev.switchboard.adapter.out.upstreams.pega.Connections.LONG_SECRET;
import static dev.switchboard.adapter.out.upstreams.pega.Connections.SHORT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PegaPropertiesTest {

    private static final String PREFIX = "switchboard.pega.";
    private static final Map<String, String> WHOLE =
            Map.of(
                    PREFIX + "dms-url", "https://incoming.euw1.um.pega.digital/messages",
                    PREFIX + "connection-id", "conn-1",
                    PREFIX + "jwt-secrets", LONG_SECRET);

    private static PegaProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("switchboard.pega", PegaProperties.class);
    }

    private static List<PegaConnection> connections(Map<String, String> properties) {
        return bind(properties).configured().map(ConfiguredConnection::build).toList();
    }

    private static Map<String, String> wholeBut(String key, String value) {
        Map<String, String> changed = new HashMap<>(WHOLE);
        changed.put(PREFIX + key, value);
        return changed;
    }

    @Test
    void knowNoConnectionByDefault() {
        PegaProperties properties = bind(Map.of());

        assertThat(properties.configured()).isEmpty();
        assertThat(properties.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(properties.tokenTtl()).isEqualTo(Duration.ofSeconds(30));
        assertThat(properties.webhookMaxAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(properties.clockSkew()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void describeTheUnnamedConnection() {
        PegaConnection connection = connections(WHOLE).getFirst();

        assertThat(connection.name()).isEqualTo("default");
        assertThat(connection.desk()).hasToString("desk:pega/default");
        assertThat(connection.url()).hasToString("https://incoming.euw1.um.pega.digital/messages");
        assertThat(connection.connectionId()).isEqualTo("conn-1");
        assertThat(connection.keys()).hasSize(1);
    }

    @Test
    void describeFurtherConnections() {
        Map<String, String> all = new HashMap<>(WHOLE);
        for (String name : List.of("b-2", "a")) {
            all.put(PREFIX + "connections." + name + ".dms-url", "https://dms.example/" + name);
            all.put(PREFIX + "connections." + name + ".connection-id", "id-" + name);
            all.put(PREFIX + "connections." + name + ".jwt-secrets[0]", LONG_SECRET);
            all.put(PREFIX + "connections." + name + ".jwt-secrets[1]", SHORT_SECRET);
        }

        List<PegaConnection> connections = connections(all);

        assertThat(connections)
                .extracting(PegaConnection::name)
                .containsExactly("default", "a", "b-2");
        assertThat(connections.getLast().keys()).hasSize(2);
    }

    @Test
    void keepCommasOfASecretThatStandsAlone() {
        Map<String, String> indexed = new HashMap<>(WHOLE);
        indexed.remove(PREFIX + "jwt-secrets");
        indexed.put(PREFIX + "jwt-secrets[0]", "a,secret,with,commas,in,it");

        assertThat(bind(indexed).jwtSecrets())
                .containsExactly(new Secret("a,secret,with,commas,in,it"));
    }

    @Test
    void takeBlankForUnset() {
        Map<String, String> blank =
                Map.of(
                        PREFIX + "dms-url", " ",
                        PREFIX + "connection-id", "",
                        PREFIX + "jwt-secrets[0]", "");

        assertThat(connections(blank)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dms-url", "connection-id", "jwt-secrets"})
    void nameTheKeyThatIsMissing(String key) {
        assertThatThrownBy(() -> connections(wholeBut(key, "")))
                .hasMessage(PREFIX + key + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dms-url", "connection-id", "jwt-secrets"})
    void nameTheKeyThatAFurtherConnectionMisses(String key) {
        Map<String, String> further = new HashMap<>();
        WHOLE.forEach((name, value) ->
                further.put(name.replace(PREFIX, PREFIX + "connections.two."), value));
        further.put(PREFIX + "connections.two." + key, "");

        assertThatThrownBy(() -> connections(further))
                .hasMessage(PREFIX + "connections.two." + key + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dms.example", "ftp://dms.example", "https://", "https://u:p@dms"})
    void refuseAnAddressThatIsNone(String url) {
        assertThatThrownBy(() -> connections(wholeBut("dms-url", url)))
                .hasMessage(PREFIX + "dms-url must be a complete http or https URL");
    }

    @ParameterizedTest
    @CsvSource({
        "request-timeout, 0s, must be positive",
        "token-ttl, -1s, must be positive",
        "webhook-max-age, 0s, must be positive",
        "clock-skew, -1s, must not be negative",
        "token-ttl, 9s, request-timeout must not be longer than switchboard.pega.token-ttl",
        "webhook-max-age, 7d, webhook-max-age with clock-skew must not be longer than 7d",
        "connections.Two.connection-id, x, must be named",
        "connections.default.connection-id, x, is the connection without a name",
    })
    void refuseAValueThatMakesNoSense(String key, String value, String complaint) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + key, value)))
                .hasStackTraceContaining(PREFIX)
                .hasStackTraceContaining(complaint);
    }

    @Test
    void refuseASecretThatIsTooShortWithoutTellingIt() {
        assertThatThrownBy(() -> connections(wholeBut("jwt-secrets", "fifteen bytes !")))
                .hasMessage(PREFIX + "jwt-secrets must have at least 16 bytes each");
    }

    @Test
    void warnOfAShortSecretThatWorks(CapturedOutput output) {
        assertThat(connections(wholeBut("jwt-secrets", SHORT_SECRET))).hasSize(1);

        assertThat(output.getAll())
                .contains(PREFIX + "jwt-secrets: one is shorter than 32 bytes")
                .doesNotContain(SHORT_SECRET);
    }

    @Test
    void sayNothingOfALongSecret(CapturedOutput output) {
        assertThat(connections(WHOLE)).hasSize(1);

        assertThat(output.getAll()).isEmpty();
    }

    @Test
    void showNoSecret() {
        assertThat(bind(WHOLE).toString()).doesNotContain(LONG_SECRET);
        assertThat(connections(WHOLE).toString()).doesNotContain(LONG_SECRET);
    }
}
