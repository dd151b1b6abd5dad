package dev.switchboard.domain.session;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientSessionTest {

    private static ClientSession session(int positions) {
        Map<ConversationId, Long> all =
                IntStream.range(0, positions)
                        .boxed()
                        .collect(toMap(i -> ConversationId.of("chat", "c" + i), i -> 0L));
        return new ClientSession(
                new SessionKey("a".repeat(64)),
                new ClientId("client"),
                EndUser.NOBODY,
                all,
                1,
                Instant.EPOCH);
    }

    @Test
    void hasABoundedNumberOfPositions() {
        assertThat(session(ClientSession.MOST_POSITIONS).positions()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session(ClientSession.MOST_POSITIONS + 1));
    }
}
