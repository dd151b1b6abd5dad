package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import java.util.List;
import java.util.Optional;

/// Stores the local accounts. Reads see every returned write.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Accounts {

    Optional<Account> find(Username username);

    /// Returns all accounts by name. There are few.
    List<Account> list();

    /// Stores a new account durably. Of concurrent callers with one name, one wins.
    Insertion insert(Account account);

    /// Replaces an account durably. [Change#ABSENT] if no account with this name has that revision,
    /// because it was changed or removed meanwhile. Of concurrent callers with one revision, one
    /// wins.
    Change replace(Account account, String revision);

    /// Removes an account durably. [Change#ABSENT] if there is none.
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
