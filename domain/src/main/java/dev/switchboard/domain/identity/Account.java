package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An account that may log in to the hub.
///
/// @param passwordHash a salted hash in a self-describing form; never the password
/// @param roles at least one
/// @param identity the owner's identity in an organisation, if any
/// @param revision the revision that tokens are issued for. No other account ever has the same one,
///   and every change that ends the account's tokens replaces it, so it is the account's version,
///   too. Empty until the first such change for accounts older than revisions
/// @param client the client of an outside system whose users the owner may act on, if any
public record Account(
        Username username,
        Secret passwordHash,
        Set<Role> roles,
        @Nullable OrgIdentity identity,
        Instant createdAt,
        String revision,
        @Nullable String client) {

    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_.-]{1,50}");

    public Account {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new InvalidValueException("roles", Reason.MISSING);
        }
        if (client != null && !CLIENT.matcher(client).matches()) {
            throw new InvalidValueException("client", Reason.INVALID);
        }
    }

    /// An account without a client.
    public Account(
            Username username,
            Secret passwordHash,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            Instant createdAt,
            String revision) {
        this(username, passwordHash, roles, identity, createdAt, revision, null);
    }

    public Account withPasswordHash(Secret changed, String newRevision) {
        return new Account(username, changed, roles, identity, createdAt, newRevision, client);
    }

    public Account withRoles(Set<Role> changed, String newRevision) {
        return new Account(
                username, passwordHash, changed, identity, createdAt, newRevision, client);
    }

    public Account withIdentity(@Nullable OrgIdentity changed, String newRevision) {
        return new Account(username, passwordHash, roles, changed, createdAt, newRevision, client);
    }

    public Account withClient(@Nullable String changed, String newRevision) {
        return new Account(
                username, passwordHash, roles, identity, createdAt, newRevision, changed);
    }
}
