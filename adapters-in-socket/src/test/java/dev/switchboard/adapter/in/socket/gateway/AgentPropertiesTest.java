package dev.switchboard.adapter.in.socket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentPropertiesTest {

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "PT30S, PT120S, PT30S",
        "PT10S, PT120S, PT10S",
        "PT30S, PT20S, PT5S",
        "PT30S, PT1S, PT1S",
        "PT30S, PT1H, PT30S",
    })
    void renewsALeaseBeforeItEnds(Duration heartbeat, Duration lease, Duration renewal) {
        assertThat(new AgentProperties(heartbeat, lease).renewal()).isEqualTo(renewal);
    }
}
