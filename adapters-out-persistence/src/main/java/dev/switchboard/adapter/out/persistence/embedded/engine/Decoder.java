package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.domain.InvalidValueException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the value of one kind of record. The first octet of each value is the version of its
/// layout, so that a later hub can tell what an earlier one wrote.
@FunctionalInterface
public interface Decoder<T> {

    T decode(ByteReader value);

    /// What a record says. Nothing as well if it cannot be read: somebody changed it past this hub,
    /// and that harms nothing but itself.
    default Optional<T> ifSound(Table table, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(new ByteReader(value)));
        } catch (DamagedRecordException | InvalidValueException | IllegalArgumentException e) {
            // a message of the domain may quote what stands there
            Logger log = LoggerFactory.getLogger(Decoder.class);
            log.error("A record of {} cannot be read: {}", table, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /// Reads the version of a value.
    ///
    /// @param newest the latest that the caller can read
    static int version(ByteReader value, int newest) {
        int version = value.octet();
        if (version < 1 || version > newest) {
            throw new DamagedRecordException("its version is unknown");
        }
        return version;
    }
}
