package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.settings.ReadSettings.Setting;
import dev.switchboard.application.port.in.settings.ReadSettings.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.support.SystemEnvironmentPropertySourceEnvironmentPostProcessor;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EffectiveSettingsTest {

    private static final KnownSettings KNOWN =
            new KnownSettings(
                    new TreeMap<>(
                            Map.of(
                                    "switchboard.retention",
                                    new KnownSettings.Setting("how long messages are kept", "30d"),
                                    "switchboard.admin-password",
                                    new KnownSettings.Setting("of the first admin", "secret-one"),
                                    "switchboard.egress.allow",
                                    new KnownSettings.Setting("hosts", ""))),
                    List.of());

    private final StandardEnvironment environment = new StandardEnvironment();

    private Setting setting(String name) {
        return new EffectiveSettings(environment, KNOWN)
                .settings().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private void variables(Map<String, Object> variables) {
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        // as a start does, which makes properties know their variables
        new SystemEnvironmentPropertySourceEnvironmentPostProcessor()
                .postProcessEnvironment(environment, new SpringApplication());
    }

    @Test
    void hasTheDefaultOfWhatNobodySet() {
        assertThat(setting("switchboard.retention"))
                .isEqualTo(
                        new Setting(
                                "switchboard.retention",
                                "30d",
                                false,
                                "30d",
                                Source.DEFAULT,
                                "",
                                "how long messages are kept"));
        assertThat(setting("switchboard.egress.allow").value()).isNull();
    }

    @Test
    void namesTheVariable() {
        variables(Map.of("SWITCHBOARD_RETENTION", "7d"));

        assertThat(setting("switchboard.retention"))
                .extracting(Setting::value, Setting::source, Setting::place)
                .containsExactly("7d", Source.ENVIRONMENT, "SWITCHBOARD_RETENTION");
    }

    @Test
    void namesTheArgumentBeforeTheVariable() {
        variables(Map.of("SWITCHBOARD_RETENTION", "7d"));
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource("--switchboard.retention=9d"));

        assertThat(setting("switchboard.retention"))
                .extracting(Setting::value, Setting::source, Setting::place)
                .containsExactly("9d", Source.ARGUMENT, "--switchboard.retention");
    }

    @Test
    void hasNoValueOfASecretNorItsDefault() {
        assertThat(setting("switchboard.admin-password").value()).isNull();

        variables(Map.of("SWITCHBOARD_ADMIN_PASSWORD", "correct-horse"));

        assertThat(setting("switchboard.admin-password"))
                .isEqualTo(
                        new Setting(
                                "switchboard.admin-password",
                                null,
                                true,
                                "",
                                Source.ENVIRONMENT,
                                "SWITCHBOARD_ADMIN_PASSWORD",
                                "of the first admin"));
    }

    @Test
    void showsASettingUnderItsOwnNameAlone() {
        variables(Map.of("SWITCHBOARD_ADMIN_PASSWORD", "correct-horse"));

        assertThat(new EffectiveSettings(environment, KNOWN).settings())
                .extracting(Setting::name)
                .containsOnlyOnceElementsOf(KNOWN.settings().keySet())
                .hasSize(KNOWN.settings().size());
    }

    @Test
    void showsAListOnceAndAddressesWithoutTheirProofs() {
        variables(Map.of("SWITCHBOARD_EGRESS_ALLOW_0", "http://me:horse@b"));

        assertThat(new EffectiveSettings(environment, KNOWN).settings())
                .filteredOn(one -> one.name().startsWith("switchboard.egress"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo("switchboard.egress.allow[0]");
                    assertThat(one.value()).isEqualTo("http://[redacted]@b");
                });
    }
}
