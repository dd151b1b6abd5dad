package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.List;

/// Settings of a vendor that name accounts, by which systems around it log in.
@FunctionalInterface
public interface AccountSource {

    List<ConfiguredAccount> accounts();

    /// @param client whose users it may act on
    record ConfiguredAccount(Username name, Secret password, Role role, String client) {}
}
