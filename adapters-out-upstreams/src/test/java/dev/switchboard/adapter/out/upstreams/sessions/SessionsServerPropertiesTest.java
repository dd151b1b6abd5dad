package dev.switchboard.adapter.out.upstreams.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SessionsServerPropertiesTest {

    private static final String PREFIX = "switchboard.channels.sessions-server";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static SessionsServerProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(PREFIX, SessionsServerProperties.class);
    }

    @Test
    void knowsNoServerByDefault() {
        SessionsServerProperties properties = bind(Map.of());

        assertThat(properties)
                .isEqualTo(new SessionsServerProperties(null, null, Duration.ofSeconds(5)));
        assertThat(properties.endpoint()).isEmpty();
        assertThat(properties.keys()).isEmpty();
    }

    @Test
    void readsEveryProperty() {
        SessionsServerProperties properties =
                bind(
                        Map.of(
                                PREFIX + ".url", "http://sessions:9000",
                                PREFIX + ".secret", SECRET,
                                PREFIX + ".timeout", "2s"));

        assertThat(properties)
                .isEqualTo(
                        new SessionsServerProperties(
                                "http://sessions:9000", new Secret(SECRET), Duration.ofSeconds(2)));
        assertThat(properties.keys()).hasSize(1);
        assertThat(properties.toString()).doesNotContain(SECRET);
    }

    @Test
    void takesBlankForUnset() {
        SessionsServerProperties properties =
                bind(Map.of(PREFIX + ".url", " ", PREFIX + ".secret", ""));

        assertThat(properties)
                .isEqualTo(new SessionsServerProperties(null, null, Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://s:9000, http://s:9000/channels/response",
        "http://s:9000/, http://s:9000/channels/response",
        "https://s/base/, https://s/base/channels/response",
    })
    void appendsThePathOfTheContract(String url, String endpoint) {
        var properties = new SessionsServerProperties(url, null, Duration.ofSeconds(5));

        assertThat(properties.endpoint()).contains(EndpointUrl.parse(endpoint));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessions",
                "ftp://s",
                "http://",
                "http://u:p@s",
                "http://s/#x",
                "http://s?x"
            })
    void refusesAnAddressItCannotCall(String url) {
        assertThatThrownBy(() -> new SessionsServerProperties(url, null, Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PREFIX + ".url");
    }

    @Test
    void refusesASecretItCannotUseWithoutTellingIt() {
        Secret secret = new Secret("no base64!");

        assertThatThrownBy(() -> new SessionsServerProperties(null, secret, Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PREFIX + ".secret")
                .hasMessageNotContaining("no base64!");
    }

    @Test
    void leavesNothingOfABadSecretForTheStartReport() {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + ".secret", "no base64!")))
                .isInstanceOfSatisfying(
                        BindException.class, e -> assertThat(e.getProperty()).isNull())
                .hasStackTraceContaining(PREFIX + ".secret must be")
                .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("no base64!"));
    }

    @Test
    void refusesATimeoutThatIsNone() {
        assertThatThrownBy(() -> new SessionsServerProperties(null, null, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PREFIX + ".timeout");
    }
}
