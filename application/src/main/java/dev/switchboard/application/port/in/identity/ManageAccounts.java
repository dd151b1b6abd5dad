package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.List;
import java.util.Set;

/// The local accounts.
public interface ManageAccounts {

    List<Account> list();

    /// @throws dev.switchboard.domain.InvalidValueException if the password has under 12 or over
    ///   200 characters, or there is no role
    Outcome create(Username username, Secret password, Set<Role> roles);

    /// Ends the account's tokens.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException as [#create]
    Outcome changePassword(Username username, Secret password);

    /// Ends the account's tokens, unless it has these very roles already. The last account with the
    /// role ADMIN keeps it.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException as [#create]
    Outcome changeRoles(Username username, Set<Role> roles);

    /// Ends the account's tokens. The last account with the role ADMIN stays.
    Outcome remove(Username username);

    enum Outcome {
        DONE,
        EXISTS,
        UNKNOWN,
        LAST_ADMIN
    }
}
