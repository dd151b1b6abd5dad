package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.List;

/// Accounts from a vendor's settings, with which that vendor's systems log in.
@FunctionalInterface
public interface AccountSource {

    List<ConfiguredAccount> accounts();

    /// @param client the client whose users the account may act on
    record ConfiguredAccount(Username name, Secret password, Role role, String client) {}
}
