package dev.switchboard.domain.channel;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"slack-sim", "a", "...", ".a", "~_.-", "A1"})
    void takesPathSegments(String id) {
        assertThat(new ChannelId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "a%2Fb", "a\n", "caf\u00e9", "a:b"})
    void refusesWhatIsNoPathSegment(String id) {
        assertRefused(() -> new ChannelId(id), "channel_id", Reason.INVALID);
    }

    @Test
    void takesAHundredCharacters() {
        assertThat(new ChannelId("c".repeat(100)).value()).hasSize(100);
        assertRefused(() -> new ChannelId("c".repeat(101)), "channel_id", Reason.INVALID);
    }

    @Test
    void ordersByCodePoint() {
        assertThat(new ChannelId("B")).isLessThan(new ChannelId("a"));
        assertThat(new ChannelId("10")).isLessThan(new ChannelId("9"));
    }
}
