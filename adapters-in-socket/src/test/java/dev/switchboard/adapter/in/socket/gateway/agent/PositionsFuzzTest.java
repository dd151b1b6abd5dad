package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.fuzz.Fuzz;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// An offset of a console is positions, or none: no client ends a connection of others by it.
class PositionsFuzzTest {

    private static final ConversationId CHAT = ConversationId.of("web", "chat");

    @Test
    void areReadFromAnyOffset() {
        Positions positions = new Positions();
        positions.reached(CHAT, 300);
        positions.reached(ConversationId.of("web", "other"), Long.MAX_VALUE);

        Fuzz.of("offsets of consoles")
                .seeds(positions.offset(), "", "CA", "Ag", "CAAAAAAAAAAA__________8B")
                .words("_", "-", "=", "AAAA", "CA", "Ag")
                .texts(offset -> {
                    OptionalLong claimed = Positions.read(offset).of(CHAT);
                    claimed.ifPresent(seq -> {
                        assertThat(seq).isNotNegative();
                        Positions next = new Positions();
                        next.reached(CHAT, seq);
                        assertThat(Positions.read(next.offset()).of(CHAT)).hasValue(seq);
                    });
                    return claimed.isPresent();
                });
    }
}
