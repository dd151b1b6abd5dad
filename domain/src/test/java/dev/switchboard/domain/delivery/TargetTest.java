package dev.switchboard.domain.delivery;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @Test
    void writesKindAndName() {
        assertThat(Target.channel(new ChannelId("slack-sim"))).hasToString("channel:slack-sim");
        assertThat(Target.SESSIONS_SERVER).hasToString("sessions:server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel:slack-sim", "sessions:server", "channel:a:b"})
    void readsWhatItWrote(String text) {
        assertThat(Target.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "channel", ":slack-sim", "nobody:x", " channel:x"})
    void refusesWhatIsNoTarget(String text) {
        assertRefused(() -> Target.parse(text), "target", Reason.INVALID);
    }
}
