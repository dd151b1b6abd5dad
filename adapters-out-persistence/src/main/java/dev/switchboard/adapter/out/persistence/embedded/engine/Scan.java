package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.time.LocalDate;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Iterates over a range of a table, as it was when the scan began.
public final class Scan implements AutoCloseable {

    private final Slice from;
    private final Slice until;
    private final ReadOptions options;
    private final RocksIterator records;
    private final Budget budget;
    private final boolean ascending;
    private final Unsealing unsealing;
    private boolean begun;

    Scan(
            Opening opening,
            byte[] from,
            byte[] until,
            boolean ascending,
            Budget budget,
            Unsealing unsealing) {
        this.from = new Slice(from);
        this.until = new Slice(until);
        this.options =
                new ReadOptions().setIterateLowerBound(this.from).setIterateUpperBound(this.until);
        this.records = opening.open(options);
        this.ascending = ascending;
        this.budget = budget;
        this.unsealing = unsealing;
    }

    /// Opens an iterator on a table.
    interface Opening {
        RocksIterator open(ReadOptions options);
    }

    /// Decrypts a value if it is encrypted.
    interface Unsealing {
        byte[] opened(byte[] key, byte[] value);
    }

    /// Moves to the next record; the first call moves to the first one.
    ///
    /// @return whether there is one
    public boolean next() {
        budget.step();
        if (!begun) {
            begin();
        } else if (ascending) {
            records.next();
        } else {
            records.prev();
        }
        return valid();
    }

    private void begin() {
        begun = true;
        if (ascending) {
            records.seekToFirst();
        } else {
            records.seekToLast();
        }
    }

    /// Moves to the first record at or after a key, in the direction of the scan.
    ///
    /// @return whether there is one
    public boolean skipTo(byte[] key) {
        budget.step();
        begun = true;
        if (ascending) {
            records.seek(key);
        } else {
            records.seekForPrev(key);
        }
        return valid();
    }

    private boolean valid() {
        if (records.isValid()) {
            return true;
        }
        try {
            records.status();
            return false;
        } catch (RocksDBException e) {
            throw new EngineException(e);
        }
    }

    public byte[] key() {
        return records.key();
    }

    /// @throws DamagedRecordException if the value is encrypted and cannot be decrypted
    public byte[] value() {
        return unsealing.opened(records.key(), records.value());
    }

    /// The day of the key that the value is encrypted with; empty if it is not encrypted.
    public Optional<LocalDate> sealedOn() {
        return SealedWords.dayOf(records.value());
    }

    @Override
    public void close() {
        records.close();
        options.close();
        from.close();
        until.close();
    }
}
