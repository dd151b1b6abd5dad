package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may log in here.
///
/// @param passwordHash a salted hash in a self-describing form; never the password
/// @param roles at least one
/// @param identity who its owner is in an organisation, if anybody
/// @param revision what tokens are granted to: no other account has it or ever had, and this one
///   gets another with each change that ends its tokens; empty until the first such change if the
///   account is older than revisions are
public record Account(
        Username username,
        Secret passwordHash,
        Set<Role> roles,
        @Nullable OrgIdentity identity,
        Instant createdAt,
        String revision) {

    public Account {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new InvalidValueException("roles", Reason.MISSING);
        }
    }

    public Account withPasswordHash(Secret changed, String newRevision) {
        return new Account(username, changed, roles, identity, createdAt, newRevision);
    }

    public Account withRoles(Set<Role> changed, String newRevision) {
        return new Account(username, passwordHash, changed, identity, createdAt, newRevision);
    }

    public Account withIdentity(@Nullable OrgIdentity changed, String newRevision) {
        return new Account(username, passwordHash, roles, changed, createdAt, newRevision);
    }
}
