package dev.switchboard.adapter.in.web.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class YaloWebPropertiesTest {

    private static YaloWebProperties inEnvironment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                variables));
        return Binder.get(environment)
                .bindOrCreate("switchboard.yalo", Bindable.of(YaloWebProperties.class));
    }

    /// Spring turns the name into `sfb001`.
    @Test
    void findARouteThatAVariableNamed() {
        YaloWebProperties yalo =
                inEnvironment(
                        Map.of(
                                "SWITCHBOARD_YALO_SOURCEFLOWS_DEFAULT_SUBJECT", "Rest",
                                "SWITCHBOARD_YALO_SOURCEFLOWS_SFB001_SUBJECT", "Orders",
                                "SWITCHBOARD_YALO_SOURCEFLOWS_SFB001_DESK", "salesforce",
                                "SWITCHBOARD_YALO_SOURCEFLOWS_SFB001_PROVIDERS_WHATSAPP_OWNERID",
                                        "00G"));

        assertThat(yalo.flow("SFB001", "whatsapp"))
                .isEqualTo(
                        new YaloWebProperties.Flow(
                                "SFB001", "salesforce", "Orders", Map.of("owner-id", "00G")));
        assertThat(Objects.requireNonNull(yalo.flow("SFB002", "whatsapp")).name())
                .isEqualTo("default");
    }

    @Test
    void haveNoRouteForANameThatNobodyGave() {
        YaloWebProperties yalo =
                inEnvironment(Map.of("SWITCHBOARD_YALO_SOURCEFLOWS_SFB001_SUBJECT", "Orders"));

        assertThat(yalo.flow("SFB002", "whatsapp")).isNull();
        assertThat(yalo.flow("", "whatsapp")).isNull();
    }
}
