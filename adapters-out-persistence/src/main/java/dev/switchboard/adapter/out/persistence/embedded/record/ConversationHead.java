package dev.switchboard.adapter.out.persistence.embedded.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A conversation in `HEAD`, as of its newest message.
///
/// @param lastPosition the highest position assigned in one of its lanes
/// @param slot the time slot of the latest activity of live clients; [#NO_SLOT] if they never
///   followed it
/// @param firstGeneration the generation of its first message
/// @param lastGeneration the generation of its newest message
public record ConversationHead(
        Conversation conversation,
        long lastPosition,
        long slot,
        int firstGeneration,
        int lastGeneration) {

    public static final long NO_SLOT = -1;

    private static final int LAYOUT = 1;
    private static final int USUAL = 96;

    public static byte[] key(ConversationId id) {
        return id.value().getBytes(UTF_8);
    }

    public static Optional<ConversationHead> find(RecordLookup records, ConversationId id) {
        byte @Nullable [] value = records.get(Table.HEAD, key(id));
        return value == null ? Optional.empty() : Optional.of(read(id, value));
    }

    public byte[] value() {
        ByteWriter writer =
                new ByteWriter(USUAL)
                        .octet(LAYOUT)
                        .instant(conversation.startedAt())
                        .instant(conversation.lastActivityAt())
                        .number(conversation.lastSeq())
                        .number(lastPosition)
                        .int64(slot)
                        .int32(firstGeneration)
                        .int32(lastGeneration)
                        .number(conversation.targets().size());
        conversation.targets().forEach(target -> writer.text(target.toString()));
        return writer.toBytes();
    }

    /// @throws DamagedRecordException if the value is unreadable
    public static ConversationHead read(ConversationId id, byte[] value) {
        return Decoder.requireSound(() -> read(id, new ByteReader(value)));
    }

    private static ConversationHead read(ConversationId id, ByteReader reader) {
        if (reader.octet() != LAYOUT) {
            throw new DamagedRecordException("its layout is unknown");
        }
        Instant startedAt = reader.instant();
        Instant lastActivityAt = reader.instant();
        long lastSeq = reader.number();
        long lastPosition = reader.number();
        long slot = reader.int64();
        int first = reader.int32();
        int last = reader.int32();
        Set<Target> targets = new HashSet<>();
        for (long rest = reader.number(); rest > 0; rest--) {
            targets.add(Target.parse(reader.text()));
        }
        Conversation conversation =
                new Conversation(id, startedAt, lastActivityAt, lastSeq, targets);
        return new ConversationHead(conversation, lastPosition, slot, first, last);
    }
}
