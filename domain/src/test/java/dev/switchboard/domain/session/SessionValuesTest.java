package dev.switchboard.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "G000000000000000000000000000000000000000000000000000000000000000"
            })
    void areHashesOrNothing(String text) {
        assertThatThrownBy(() -> new BrowserId(text)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new SessionKey(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void showTheirBeginningsOnly() {
        String hash = "0123456789abcdef".repeat(4);

        assertThat(new BrowserId(hash)).hasToString("BrowserId[01234567]");
        assertThat(new SessionKey(hash)).hasToString("SessionKey[01234567]");
        assertThat(new ClientId("secret-id").toString()).doesNotContain("secret-id");
    }

    @Test
    void refuseAClientWithoutAName() {
        assertThatThrownBy(() -> new ClientId("")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new ClientId("x".repeat(65)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void keepTheirOwnPositions() {
        Map<ConversationId, Long> positions = new HashMap<>();
        positions.put(ConversationId.of("bot", "c"), 1L);
        ClientSession session =
                new ClientSession(
                        new SessionKey("0".repeat(64)),
                        new ClientId("s"),
                        EndUser.NOBODY,
                        positions,
                        1,
                        Instant.EPOCH);

        positions.clear();

        assertThat(session.positions()).hasSize(1);
        assertThat(session.expiredAt(Instant.EPOCH.plusSeconds(9), Duration.ofSeconds(10)))
                .isFalse();
        assertThat(session.expiredAt(Instant.EPOCH.plusSeconds(10), Duration.ofSeconds(10)))
                .isTrue();
    }
}
