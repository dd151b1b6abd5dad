package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps the log-ins that refresh tokens go on with. Reads see every returned write.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeptLogIns {

    Optional<KeptLogIn> find(String id);

    /// Those of an account's name, at most a thousand.
    List<KeptLogIn> of(Username account);

    /// Stores a new one durably, or says that its id is taken.
    Outcome insert(KeptLogIn logIn);

    /// Replaces one durably, in one write, or says that it is gone or was renewed meanwhile. Of
    /// several callers with one version, one wins.
    Outcome replace(KeptLogIn logIn, long version);

    /// Removes one durably, or says that there is none.
    Outcome remove(String id);

    /// Removes those that were not renewed since, or whose last moment was by then, so many at
    /// once.
    ///
    /// @return how many it removed
    int forget(Instant notRenewedSince, Instant ended, int limit);

    enum Outcome {
        DONE,
        REFUSED
    }
}
