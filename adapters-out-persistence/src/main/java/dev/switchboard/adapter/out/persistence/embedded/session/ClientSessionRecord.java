package dev.switchboard.adapter.out.persistence.embedded.session;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CLIENT_POSITION;
import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CLIENT_SESSION;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The part of a client session that changes with its connections. Its positions are stored
/// separately, see [PositionRecord].
record ClientSessionRecord(
        ClientId client, EndUser who, long epoch, Instant seenAt, List<ConversationId> bound) {

    private static final int VERSION = 1;

    static ClientSessionRecord of(ClientSession session) {
        return new ClientSessionRecord(
                session.client(),
                session.who(),
                session.epoch(),
                session.seenAt(),
                List.copyOf(session.positions().keySet()));
    }

    static byte[] key(SessionKey session) {
        return new ByteWriter(33)
                .octet(SeenOrder.RECORD)
                .raw(HexFormat.of().parseHex(session.hash()))
                .toBytes();
    }

    /// The smallest key after a session's record, or of all records.
    static byte[] behind(@Nullable SessionKey session) {
        // With a zero byte appended, this is the smallest possible key after it.
        return session == null
                ? new byte[] {SeenOrder.RECORD}
                : Arrays.copyOf(key(session), key(session).length + 1);
    }

    static SessionKey session(byte[] key) {
        return new SessionKey(HexFormat.of().formatHex(key, 1, key.length));
    }

    static Optional<ClientSessionRecord> find(RecordLookup records, byte[] key) {
        Decoder<ClientSessionRecord> decoder = ClientSessionRecord::read;
        return decoder.ifSound(CLIENT_SESSION, records.get(CLIENT_SESSION, key));
    }

    private static ClientSessionRecord read(ByteReader value) {
        Decoder.version(value, VERSION);
        ClientId client = new ClientId(value.text());
        EndUser who = EndUserBytes.read(value);
        long epoch = value.number();
        Instant seenAt = value.instant();
        List<ConversationId> bound = new ArrayList<>();
        while (!value.ended()) {
            bound.add(new ConversationId(value.text()));
        }
        return new ClientSessionRecord(client, who, epoch, seenAt, bound);
    }

    byte[] toBytes() {
        ByteWriter value = new ByteWriter(128).octet(VERSION).text(client.value());
        EndUserBytes.write(value, who);
        value.number(epoch).instant(seenAt);
        bound.forEach(conversation -> value.text(conversation.value()));
        return value.toBytes();
    }

    ClientSessionRecord seenAt(Instant at) {
        return new ClientSessionRecord(client, who, epoch, at, bound);
    }

    /// A session's position in one conversation. It changes with nearly every message, so it is as
    /// small as possible.
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

        static Optional<PositionRecord> find(RecordLookup records, byte[] key) {
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
}
