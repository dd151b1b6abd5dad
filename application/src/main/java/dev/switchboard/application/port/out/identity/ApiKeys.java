package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.Username;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Stores the API keys of accounts. Reads see every returned write.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface ApiKeys {

    /// Returns the existing keys among these ids, in any order.
    List<ApiKey> find(Collection<String> ids);

    /// Returns all keys of an account's name, including revoked and expired ones and those of an
    /// earlier account of that name; at most a thousand.
    List<ApiKey> of(Username account);

    /// Stores a new key durably. [Outcome#REFUSED] if its id is taken.
    Outcome insert(ApiKey key);

    /// Replaces a key durably. [Outcome#REFUSED] if it is gone or was changed meanwhile. Of
    /// concurrent callers with one version, one wins.
    Outcome replace(ApiKey key, long version);

    /// Removes the keys that had ended at `last`.
    void forgetThrough(Instant last);

    enum Outcome {
        DONE,
        REFUSED
    }
}
