package dev.switchboard.domain.delivery;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkReasonTest {
    @Test
    void hasStableCodes() {
        assertThat(
                        List.of(
                                ParkReason.EXHAUSTED,
                                ParkReason.REFUSED,
                                ParkReason.REJECTED,
                                ParkReason.EGRESS_BLOCKED,
                                ParkReason.CHANNEL_DELETED,
                                ParkReason.STORED,
                                ParkReason.PROBE))
                .extracting(ParkReason::toString)
                .containsExactly(
                        "exhausted",
                        "refused",
                        "rejected",
                        "egress_blocked",
                        "channel_deleted",
                        "stored",
                        "probe");
    }

    @Test
    void takesSixtyFourCharacters() {
        assertThat(new ParkReason("r".repeat(64)).code()).hasSize(64);
        assertRefused(() -> new ParkReason("r".repeat(65)), "reason", Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a-b", "exhausted\n"})
    void refusesWhatIsNoCode(String code) {
        assertRefused(() -> new ParkReason(code), "reason", Reason.INVALID);
    }
}
