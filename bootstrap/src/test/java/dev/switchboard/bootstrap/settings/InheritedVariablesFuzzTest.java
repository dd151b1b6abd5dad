package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import dev.switchboard.domain.fuzz.Fuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// A variable of the former integration sets properties or is refused by its name, and no refusal
/// quotes what may be a secret.
class InheritedVariablesFuzzTest {

    private static final String SECRET = "s3cret";

    /// An input is a variable and its value, with `=` between them.
    @Test
    void setPropertiesOrAreRefused() {
        Fuzz.of("inherited variables")
                .seeds(
                        "CLIENT=elektra",
                        "BLOCKED_USER_STATE=whatsapp:one,facebook:other",
                        "MESSAGES={\"welcome\":\"Hello %s\",\"s3cret\":\"x\"}",
                        "SFC_SOURCE_FLOW_BOT=SFB001={\"subject\":\"Orders\",\"providers\":"
                                + "{\"whatsapp\":{\"ownerId\":\"s3cret\"}}};default={\"subject\":7}",
                        "TIMEOUT_STATE=s3cret")
                .words(
                        "={",
                        "};",
                        "{}",
                        "\"s3cret\"",
                        "whatsapp:",
                        "default=",
                        "SFC_SOURCE_FLOW_BOT=")
                .inputs(5_000)
                .texts(InheritedVariablesFuzzTest::isRead);
    }

    private static boolean isRead(String input) {
        int equals = input.indexOf('=');
        String name = input.substring(0, Math.max(0, equals));
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(name, input.substring(equals + 1))));
        try {
            InheritedVariables.addTo(environment);
        } catch (UnusableSettingException refusal) {
            assertThat(refusal).hasMessageContaining(name).hasMessageNotContaining(SECRET);
            return false;
        }
        return !InheritedVariables.variables(environment).isEmpty();
    }
}
