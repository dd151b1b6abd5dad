package dev.switchboard.adapter.out.persistence.embedded.engine;

import dev.switchboard.domain.InvalidValueException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Reads the value of one kind of record. The first octet of each value is the version of its
/// layout, so that a later hub can tell what an earlier one wrote.
@FunctionalInterface
public interface Decoder<T> {

    T decode(ByteReader value);

    /// What a record says. Nothing as well if it cannot be read: somebody changed it past this hub,
    /// and that harms nothing but itself.
    default Optional<T> ifSound(Table table, byte @Nullable [] value) {
        return ifSound(table, () -> value);
    }

    /// The same for a value that may be sealed, which is damage as well if it cannot be opened.
    default Optional<T> ifSound(Table table, Supplier<byte @Nullable []> stored) {
        try {
            byte[] value = stored.get();
            return value == null ? Optional.empty() : Optional.of(decode(new ByteReader(value)));
        } catch (DamagedRecordException e) {
            damaged(table, e.getMessage());
        } catch (InvalidValueException | IllegalArgumentException e) {
            // a message of the domain may quote what stands there
            damaged(table, e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private static void damaged(Table table, @Nullable String reason) {
        LoggerFactory.getLogger(Decoder.class)
                .error("A record of {} cannot be read: {}", table, reason);
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
