package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;

/// Who may log in here.
///
/// @param passwordHash a salted hash in a self-describing form; never the password
/// @param roles at least one
public record Account(Username username, Secret passwordHash, Set<Role> roles, Instant createdAt) {

    public Account {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new InvalidValueException("roles", Reason.MISSING);
        }
    }

    public Account withPasswordHash(Secret changed) {
        return new Account(username, changed, roles, createdAt);
    }
}
