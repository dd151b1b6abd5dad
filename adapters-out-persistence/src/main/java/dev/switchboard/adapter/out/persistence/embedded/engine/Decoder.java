package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.domain.InvalidValueException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Decodes the values of one kind of record. The first octet of each value is its layout version,
/// so a later hub recognises the values of an earlier one.
@FunctionalInterface
public interface Decoder<T> {

    T decode(ByteReader value);

    /// The decoded record. Empty if there is none or it is unreadable: such a record was changed
    /// behind the hub's back, and harms only itself.
    default Optional<T> ifSound(Table table, byte @Nullable [] value) {
        return ifSound(table, () -> value);
    }

    /// Like the above, for a value that may be encrypted: a failed decryption counts as damage.
    default Optional<T> ifSound(Table table, Supplier<byte @Nullable []> stored) {
        try {
            return requireSound(() ->
                    Optional.ofNullable(stored.get()).map(value -> decode(new ByteReader(value))));
        } catch (DamagedRecordException e) {
            LoggerFactory.getLogger(Decoder.class)
                    .error("A record of {} cannot be read: {}", table, e.getMessage());
            return Optional.empty();
        }
    }

    /// Reads a record with values that the domain may refuse.
    ///
    /// @throws DamagedRecordException also for those
    static <T> T requireSound(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidValueException | IllegalArgumentException e) {
            // The message of a domain exception may quote the stored value, so it is not passed on.
            throw new DamagedRecordException(e.getClass().getSimpleName());
        }
    }

    /// Reads the version of a value.
    ///
    /// @param newest the latest version that the caller can read
    static int version(ByteReader value, int newest) {
        int version = value.octet();
        if (version < 1 || version > newest) {
            throw new DamagedRecordException("its version is unknown");
        }
        return version;
    }
}
