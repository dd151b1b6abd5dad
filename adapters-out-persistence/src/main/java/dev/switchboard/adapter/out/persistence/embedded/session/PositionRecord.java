package dev.switchboard.adapter.out.persistence.embedded.session;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CLIENT_POSITION;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Records;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.Optional;

/// How far the client of a session is in one conversation: what changes with nearly every message,
/// and is therefore as small as can be.
record PositionRecord(long seq, Instant advancedAt) {

    private static final int VERSION = 1;

    /// @param session the key of its [ClientSessionRecord]
    static byte[] key(byte[] session, ConversationId conversation) {
        String name = conversation.value();
        return new ByteWriter(session.length + name.length() + 1)
                .raw(session)
                .keyText(name)
                .toBytes();
    }

    static Optional<PositionRecord> find(Records records, byte[] key) {
        Decoder<PositionRecord> decoder = PositionRecord::read;
        return decoder.ifSound(CLIENT_POSITION, records.get(CLIENT_POSITION, key));
    }

    private static PositionRecord read(ByteReader value) {
        Decoder.version(value, VERSION);
        return new PositionRecord(value.number(), value.instant());
    }

    byte[] toBytes() {
        return new ByteWriter(16).octet(VERSION).number(seq).instant(advancedAt).toBytes();
    }

    PositionRecord raisedTo(long higher, Instant at) {
        return new PositionRecord(higher, advancedAt.isBefore(at) ? at : advancedAt);
    }
}
