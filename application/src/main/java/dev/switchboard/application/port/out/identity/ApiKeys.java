package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Keeps the keys of accounts. Reads see every returned write.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface ApiKeys {

    /// Those of the ids that are there, in any order.
    List<ApiKey> find(Collection<String> ids);

    /// All that an account's name has, also revoked and expired ones, and those of an earlier
    /// account of that name; at most a thousand.
    List<ApiKey> of(Username account);

    /// Stores a new key durably, or says that its id is taken.
    Outcome insert(ApiKey key);

    /// Replaces a key durably, or says that it is gone or was changed meanwhile. Of several callers
    /// with one version, one wins.
    Outcome replace(ApiKey key, long version);

    /// Removes keys that were over by then, so many at once.
    ///
    /// @return how many it removed
    int forget(Instant over, int limit);

    enum Outcome {
        DONE,
        REFUSED
    }
}
