package dev.switchboard.domain.identity;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    static String[] overlong() {
        return new String[] {"u".repeat(101)};
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "admin", "svc-1", "jane.doe+test@example.org", "_"})
    void takesNames(String name) {
        assertThat(new Username(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " admin", "ad min", "admin\n", "caf\u00e9", "<b>"})
    @MethodSource("overlong")
    void refusesWhatIsNoName(String name) {
        assertRefused(() -> new Username(name), "username", Reason.INVALID);
    }
}
