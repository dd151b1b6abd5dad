package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Stores the log-ins that refresh tokens continue. Reads see every returned write.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeptLogIns {

    Optional<KeptLogIn> find(String id);

    /// Returns the log-ins of an account's name, at most a thousand.
    List<KeptLogIn> of(Username account);

    /// Stores a new log-in durably. [Outcome#REFUSED] if its id is taken.
    Outcome insert(KeptLogIn logIn);

    /// Replaces a log-in durably in one write. [Outcome#REFUSED] if it is gone or was renewed
    /// meanwhile. Of concurrent callers with one version, one wins.
    Outcome replace(KeptLogIn logIn, long version);

    /// Removes a log-in durably. [Outcome#REFUSED] if there is none.
    Outcome remove(String id);

    /// Removes at most `limit` log-ins that were not renewed since `notRenewedSince` or had ended
    /// by `ended`.
    ///
    /// @return the number removed
    int forget(Instant notRenewedSince, Instant ended, int limit);

    enum Outcome {
        DONE,
        REFUSED
    }
}
