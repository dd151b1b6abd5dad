package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Settings of a client, its own or shared ones.
@Isolated("It reads what the process prints.")
class TenantDefaultsTest {

    private static final String YALO = "switchboard.yalo.";
    private static final String ACME = "switchboard.yalo.tenants.acme.";
    private static final String VARIABLE = "SWITCHBOARD_YALO_";

    /// The settings that distinguish clients.
    private static final Set<String> NOT_SHARED =
            Set.of(
                    YALO + "username",
                    YALO + "password",
                    YALO + "salesforce-username",
                    YALO + "salesforce-password",
                    YALO + "providers.some.webhook-secrets",
                    YALO + "providers.some.hmac-secrets",
                    YALO + "providers.some.verify-token");

    static Stream<Property> properties() {
        return Property.all()
                .filter(property -> property.name().startsWith(YALO))
                .filter(property -> !property.name().equals(YALO + "client"));
    }

    /// Two apply to all clients, because they are used before the client of a call is known.
    static Stream<Property> ownProperties() {
        return properties()
                .filter(property -> !property.name().equals(YALO + "allow-query-token"))
                .filter(property -> !property.name().equals(YALO + "webhook-networks"));
    }

    /// The client's own property.
    private static Property ofAcme(Property property) {
        return property.within("tenants.acme");
    }

    private static String other(Property property) {
        Object value = property.valueOf(VariablesTest.sampleOf(property));
        return switch (value) {
            case Boolean yes -> Boolean.toString(!yes);
            case Enum<?> _ -> "yalo";
            default ->
                    switch (property.name().substring(YALO.length())) {
                        case "on-hold-timeout", "idle-timeout", "state-delay" -> "77s";
                        case "timezone" -> "Europe/Paris";
                        case "locale" -> "fr";
                        case "media-max-size" -> "7MB";
                        case "messages-per-second" -> "77";
                        case "studio-url",
                                "botrunner-url",
                                "integrations-url",
                                "webhook-base-url",
                                "graph-url" ->
                                "http://other:7";
                        default -> "other";
                    };
        };
    }

    private static Map<String, String> variables(String... more) {
        Map<String, String> variables = new HashMap<>();
        for (String account : List.of("USERNAME", "PASSWORD")) {
            for (String system : List.of("", "SALESFORCE_")) {
                variables.put(VARIABLE + system + account, "all");
                variables.put(VARIABLE + "TENANTS_ACME_" + system + account, "acme-bot");
            }
        }
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }

    @ParameterizedTest
    @MethodSource("properties")
    void areThoseOfAllWhereAClientHasNone(Property property) {
        String sample = VariablesTest.sampleOf(property);
        Environment environment = HubProcess.with(variables(property.readableVariable(), sample));

        Object its = ofAcme(property).in(environment);

        if (NOT_SHARED.contains(property.name())) {
            assertThat(its).isNotEqualTo(property.valueOf(sample));
        } else {
            assertThat(its).isEqualTo(property.valueOf(sample));
        }
    }

    @ParameterizedTest
    @MethodSource("ownProperties")
    void goBehindThoseOfTheClient(Property property) {
        String sample = VariablesTest.sampleOf(property);
        for (String variable :
                List.of(
                        property.readableVariable().replace("_YALO_", "_YALO_TENANTS_ACME_"),
                        property.variable().replace("_YALO_", "_YALO_TENANTS_ACME_"))) {
            Environment environment =
                    HubProcess.with(
                            variables(
                                    property.readableVariable(),
                                    sample,
                                    variable,
                                    other(property)));

            assertThat(ofAcme(property).in(environment))
                    .isEqualTo(property.valueOf(other(property)));
            assertThat(property.in(environment)).isEqualTo(property.valueOf(sample));
        }
    }

    private static Map<String, String> texts(String name, Environment environment) {
        return Binder.get(environment).bind(name, Bindable.mapOf(String.class, String.class)).get();
    }

    private static Environment with(Map<String, Object> front, Map<String, Object> rear) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("rear", rear));
        environment.getPropertySources().addFirst(new MapPropertySource("front", front));
        TenantDefaults.addTo(environment);
        return environment;
    }

    @Test
    void comeTogetherAsSettingsAlwaysDo() {
        Environment environment =
                with(
                        Map.of(
                                ACME + "success-state.whatsapp", "own",
                                ACME + "restart-keywords[0]", "own",
                                YALO + "ignore-types", "front"),
                        Map.of(
                                YALO + "success-state.whatsapp", "all",
                                YALO + "success-state.facebook", "all",
                                YALO + "restart-keywords", "a,b,c",
                                YALO + "ignore-types", "rear,rear",
                                YALO + "source-flows.SFB001.subject", "${subject:Orders}"));

        assertThat(texts(ACME + "success-state", environment))
                .isEqualTo(Map.of("whatsapp", "own", "facebook", "all"));
        assertThat(list(ACME + "restart-keywords", environment)).containsExactly("own");
        assertThat(list(ACME + "ignore-types", environment)).containsExactly("front");
        assertThat(texts(ACME + "source-flows", environment))
                .isEqualTo(Map.of("SFB001.subject", "Orders"));
    }

    private static List<String> list(String name, Environment environment) {
        return Binder.get(environment).bind(name, Bindable.listOf(String.class)).get();
    }

    @Test
    void comeFromInheritedVariablesToo() {
        Environment environment =
                HubProcess.with(
                        variables(
                                "STUDIO_NG_URL", "http://studio:1",
                                "INTEGRATIONS_SIGNATURE", "hush",
                                "YALO_PASSWORD", "hush-all"));

        assertThat(environment.getProperty(ACME + "studio-url")).isEqualTo("http://studio:1");
        assertThat(environment.getProperty(ACME + "providers.whatsapp.webhook-secrets[0]"))
                .isNull();
        assertThat(environment.getProperty(ACME + "password")).isEqualTo("acme-bot");
    }

    @Test
    void nameEachClient() {
        Environment environment =
                with(Map.of(), Map.of(YALO + "tenants.Acme-Mx.locale", "en", YALO + "client", "x"));

        assertThat(environment.getProperty(YALO + "tenants.Acme-Mx.client")).isEqualTo("Acme-Mx");
    }

    /// It is the same client, so it may repeat its own secrets.
    @Test
    void areWholeForTheClientThatIsThereWithoutTenants() {
        Environment environment =
                with(
                        Map.of(YALO + "tenants.acme.locale", "en"),
                        Map.of(
                                YALO + "client", "acme",
                                YALO + "username", "bot",
                                YALO + "providers.whatsapp.webhook-secrets", "a"));

        assertThat(environment.getProperty(ACME + "username")).isEqualTo("bot");
        assertThat(environment.getProperty(ACME + "providers.whatsapp.webhook-secrets"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "tenants.Acme.locale, tenants.acme.locale, Acme and acme",
        "tenants.ac-me.locale, tenants.acme.locale, ac-me and acme",
        "client, tenants.SALESFORCE.locale, SALESFORCE and salesforce",
    })
    void areRefusedIfAClientHasTwoNames(String one, String other, String both) {
        assertThatThrownBy(() -> with(Map.of(YALO + one, "salesforce"), Map.of(YALO + other, "en")))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessage(
                        "switchboard.yalo.tenants has %s, which cannot be told apart:"
                                .formatted(both));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STATE_DELAY | -1s | (switchboard.yalo.tenants.acme.state-delay) must not be negative",
                "STUDIO_URL | ftp://x | (switchboard.yalo.tenants.acme.studio-url) must be an http or https URL",
                "SALESFORCE_PASSWORD | '' | (switchboard.yalo.tenants.acme.salesforce-password) is missing",
                "IDLE_TIMEOUT | often | SWITCHBOARD_YALO_TENANTS_ACME_IDLE_TIMEOUT cannot be used: it is a duration",
            })
    @ExtendWith(OutputCaptureExtension.class)
    void areNamedWholeIfTheyAreWrong(
            String name, String value, String line, CapturedOutput output) {
        Environment environment =
                HubProcess.with(variables(VARIABLE + "TENANTS_ACME_" + name, value));

        Property.readers()
                .filter(reader -> properties().anyMatch(each -> each.reader() == reader))
                .forEach(reader -> {
                    try {
                        Property.readBy(reader, environment);
                    } catch (RuntimeException failure) {
                        new StartRefusal(null).reportException(failure);
                    }
                });

        assertThat(output.getOut().lines().filter(text -> text.contains("does not start")))
                .singleElement()
                .asString()
                .contains(line);
    }
}
