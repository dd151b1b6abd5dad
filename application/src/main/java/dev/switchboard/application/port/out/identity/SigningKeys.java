package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keys that sign the hub's own tokens, kept so that tokens outlive a restart and, where hubs
/// share a store, a take-over by another hub. Only the code that mints and verifies tokens knows
/// their form.
///
/// An operator rotates them: the current key becomes the previous one, and the next start makes a
/// new one.
public interface SigningKeys {

    /// Returns the keys. If there is no current one, a new one is kept first, durably. Of several
    /// hubs that do so at once, one wins, and all get its key.
    ///
    /// @param fresh makes a new key; called only if there is none
    /// @throws UnusableException if there is a key that cannot be read: a new one would end all
    ///   tokens
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer within 2 s
    Kept currentOr(Supplier<Secret> fresh);

    /// @param previous null if there is none
    /// @param since when the current key was made
    record Kept(KeyText current, @Nullable KeyText previous, Instant since) {}

    /// @param place where the key is kept, for error messages
    record KeyText(Secret text, String place) {}

    /// Thrown if a signing key exists but cannot be used. A new one would end every session
    /// unasked, so the start fails instead. The message is one line for people, without any part of
    /// the key.
    final class UnusableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnusableException(String message, Throwable cause) {
            super(message, cause);
        }

        public UnusableException(String message) {
            super(message);
        }
    }
}
