package dev.switchboard.adapter.out.persistence.embedded.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations.Generation;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The day being removed and the progress, in `STORE` while the removal lasts.
final class Purge {

    private static final byte[] KEY = "purge".getBytes(UTF_8);
    private static final int LAYOUT = 1;

    final Generation day;
    final byte[] last;
    final Phase phase;
    final byte[] from;

    /// @param last its messages have smaller ids than this
    /// @param from the key at which the next step begins
    Purge(Generation day, byte[] last, Phase phase, byte[] from) {
        this.day = day;
        this.last = last;
        this.phase = phase;
        this.from = from;
    }

    enum Phase {
        NOTE_PENDING,
        NOTE_PARKED,
        CONVERSATIONS,
        INDEXES,
        MESSAGES
    }

    static Optional<Purge> in(RecordLookup records) {
        byte @Nullable [] value = records.get(Table.STORE, KEY);
        return value == null ? Optional.empty() : Optional.of(read(new ByteReader(value)));
    }

    private static Purge read(ByteReader reader) {
        if (reader.octet() != LAYOUT) {
            throw new DamagedRecordException("its layout is unknown");
        }
        int number = reader.int32();
        MessageId first = MessageKey.read(reader.raw(MessageKey.LENGTH));
        byte[] last = reader.block();
        Phase phase = reader.choice(Phase.values());
        return new Purge(new Generation(number, first), last, phase, reader.block());
    }

    byte[] value() {
        return new ByteWriter(128)
                .octet(LAYOUT)
                .int32(day.number())
                .raw(MessageKey.of(day.first()))
                .block(last)
                .octet(List.of(Phase.values()).indexOf(phase))
                .block(from)
                .toBytes();
    }

    Purge at(byte[] next) {
        return new Purge(day, last, phase, next);
    }

    Purge in(Phase next, byte[] begin) {
        return new Purge(day, last, next, begin);
    }

    void put(Batch batch) {
        batch.put(Table.STORE, KEY, value());
    }

    static void end(Batch batch) {
        batch.delete(Table.STORE, KEY);
    }
}
