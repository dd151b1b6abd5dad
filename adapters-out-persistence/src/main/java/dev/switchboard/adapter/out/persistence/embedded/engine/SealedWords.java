package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.BodySeal.Sealed;
import dev.switchboard.adapter.out.persistence.keys.BrokenSealException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.LocalDate;
import java.util.Optional;

/// Encrypts values on their way into RocksDB and decrypts them on their way out. An encrypted value
/// begins with a mark that no layout begins with, and the day of its key; it can be decrypted only
/// in the table and under the key that it was stored in. Encrypted and plain values may thus
/// coexist.
final class SealedWords {

    /// The first octet begins no layout and no UTF-8 text; the others make the mark unlikely in a
    /// file.
    private static final int MARK = 0xf5535701;

    private static final int HEADER = 2 * Integer.BYTES;

    /// The growth of a value by encryption.
    static final int LONGER = HEADER + BodySeal.LONGER;

    private final BodySeal seal;

    SealedWords(BodySeal seal) {
        this.seal = seal;
    }

    /// The stored form of a change's value.
    ///
    /// @throws EngineException if it must be encrypted and there is no key
    byte[] closed(Batch.Change change) {
        byte[] value = change.bytes == null ? new byte[0] : change.bytes;
        if (value.length == 0 || !seal.isOn()) {
            return value;
        }
        try {
            Sealed sealed = seal.close(value, place(change.table, change.key));
            return new ByteWriter(HEADER + sealed.bytes().length)
                    .int32(MARK)
                    .int32(Math.toIntExact(sealed.day().toEpochDay()))
                    .raw(sealed.bytes())
                    .toBytes();
        } catch (StoreUnavailableException e) {
            throw new EngineException(
                    new StoreFault(false, "the key that messages are sealed with is damaged"), e);
        }
    }

    /// @throws DamagedRecordException if the value is encrypted and cannot be decrypted
    byte[] opened(Table table, byte[] key, byte[] stored) {
        if (table.words() == Table.Words.NONE) {
            return stored;
        }
        Optional<LocalDate> day = dayOf(stored);
        if (day.isEmpty()) {
            return stored;
        }
        ByteReader reader = new ByteReader(stored);
        reader.raw(HEADER);
        try {
            byte[] bytes = reader.raw(stored.length - HEADER);
            return seal.open(new Sealed(day.get(), bytes), place(table, key));
        } catch (BrokenSealException e) {
            throw new DamagedRecordException("it is sealed, and " + e.getMessage());
        }
    }

    private static byte[] place(Table table, byte[] key) {
        byte[] name = table.nameBytes();
        return new ByteWriter(name.length + 1 + key.length).raw(name).octet(0).raw(key).toBytes();
    }

    /// The day of the key that a value is encrypted with; empty if it is not encrypted.
    static Optional<LocalDate> dayOf(byte[] stored) {
        if (stored.length < HEADER || (stored[0] & 0xff) != MARK >>> 24) {
            return Optional.empty();
        }
        ByteReader reader = new ByteReader(stored);
        return reader.int32() == MARK
                ? Optional.of(LocalDate.ofEpochDay(reader.int32()))
                : Optional.empty();
    }
}
