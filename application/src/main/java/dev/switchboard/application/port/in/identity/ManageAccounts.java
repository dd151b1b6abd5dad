package dev.switchboard.application.port.in.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Manages the local accounts.
public interface ManageAccounts {

    List<Account> list();

    /// @param identity the owner's user in an organisation, if there is one
    /// @param client the client of an external system that the owner works for, if there is one
    /// @throws dev.switchboard.domain.InvalidValueException if the password has under 12 or over
    ///   200 characters, there is no role, or no client can have this name
    Outcome create(
            Username username,
            Secret password,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            @Nullable String client);

    /// Changes an account and ends its tokens, unless it has these very roles or this identity
    /// already. The last account with the role ADMIN keeps that role.
    ///
    /// @param version the version that the change is meant for; null for whatever is there
    /// @throws dev.switchboard.domain.InvalidValueException as [#create]
    Changed change(Username username, Change change, @Nullable String version);

    /// Removes an account and ends its tokens. The last account with the role ADMIN cannot be
    /// removed.
    Outcome remove(Username username);

    /// A change of an account.
    sealed interface Change {

        record Password(Secret password) implements Change {}

        record Roles(Set<Role> roles) implements Change {
            public Roles {
                roles = Set.copyOf(roles);
            }
        }

        /// @param identity null to take it away
        record Identity(@Nullable OrgIdentity identity) implements Change {}

        /// @param client the client of an external system; null to take it away
        record Client(@Nullable String client) implements Change {}
    }

    sealed interface Changed {

        /// @param version the account's version now: [Account#revision]
        record Done(String version) implements Changed {}

        /// The account has another version: nothing was changed.
        record Stale() implements Changed {}

        record Unknown() implements Changed {}

        record LastAdmin() implements Changed {}
    }

    enum Outcome {
        DONE,
        EXISTS,
        UNKNOWN,
        LAST_ADMIN
    }
}
