package dev.switchboard.domain.channel;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import org.junit.jupiter.api.Test;

class ChannelStatusTest {
    @Test
    void takesAReasonOfFiveHundredCharacters() {
        assertThat(new Disabled("").reason()).isEmpty();
        assertThat(new Disabled("r".repeat(500)).reason()).hasSize(500);
        assertRefused(() -> new Disabled("r".repeat(501)), "reason", Reason.TOO_LONG);
    }
}
