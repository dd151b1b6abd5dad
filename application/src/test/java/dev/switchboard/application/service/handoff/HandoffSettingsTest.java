package dev.switchboard.application.service.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.QueueId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoffSettingsTest {

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        "PT30S, PT120S, PT30S",
        "PT10S, PT120S, PT10S",
        "PT30S, PT20S, PT5S",
        "PT30S, PT1S, PT1S",
        "PT30S, PT1H, PT30S",
    })
    void renewsALeaseBeforeItEnds(Duration heartbeat, Duration lease, Duration renewal) {
        HandoffSettings settings =
                new HandoffSettings(
                        true,
                        Duration.ofSeconds(30),
                        lease,
                        heartbeat,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(30),
                        2,
                        3,
                        new ContextWindow(Duration.ofHours(24), 500, 1 << 20),
                        List.of(QueueId.DEFAULT));

        assertThat(settings.renewal()).isEqualTo(renewal);
    }
}
