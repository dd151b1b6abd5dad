package dev.switchboard.adapter.out.persistence.embedded.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.LoneRecord;
import dev.switchboard.adapter.out.persistence.embedded.session.ClientSessionRecord.PositionRecord;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.EndUser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A client's session is read as it was written, or harms only itself.
@ExtendWith(QuietLog.class)
class SessionRecordFuzzTest {

    private static final byte[] KEY = {1};

    @Test
    void isReadAsItWasWritten() {
        ClientSessionRecord session =
                new ClientSessionRecord(
                        new ClientId("client-1"),
                        new EndUser(new BrowserId("0123456789abcdef".repeat(4)), "ann"),
                        3,
                        Seed.NOW,
                        List.of(new ConversationId("web:1"), new ConversationId("web:2")));

        Fuzz.of("sessions of clients")
                .seeds(session.toBytes(), new PositionRecord(300, Seed.NOW).toBytes())
                .bytes(value -> {
                    Optional<ClientSessionRecord> read = sessionIn(value);
                    read.ifPresent(there -> assertThat(sessionIn(there.toBytes())).contains(there));
                    Optional<PositionRecord> position = positionIn(value);
                    position.ifPresent(
                            there -> assertThat(positionIn(there.toBytes())).contains(there));
                    return read.isPresent() || position.isPresent();
                });
    }

    private static Optional<ClientSessionRecord> sessionIn(byte[] value) {
        return ClientSessionRecord.find(new LoneRecord(value), KEY);
    }

    private static Optional<PositionRecord> positionIn(byte[] value) {
        return PositionRecord.find(new LoneRecord(value), KEY);
    }
}
