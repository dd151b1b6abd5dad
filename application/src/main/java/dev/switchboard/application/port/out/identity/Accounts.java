package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import java.util.List;
import java.util.Optional;

/// Keeps the local accounts. Reads see every returned write.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Accounts {

    Optional<Account> find(Username username);

    /// All of them, by name. There are few.
    List<Account> list();

    /// Stores a new account durably. Of several callers with one name, one wins.
    Insertion insert(Account account);

    /// Replaces an account durably, or says that there is none of its name with that revision: it
    /// was changed or removed meanwhile. Of several callers with one revision, one wins.
    Change replace(Account account, String revision);

    /// Removes an account durably, or says that there is none.
    Change remove(Username username);

    enum Insertion {
        DONE,
        EXISTS
    }

    enum Change {
        DONE,
        ABSENT
    }
}
