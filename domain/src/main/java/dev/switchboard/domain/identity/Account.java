package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may log in here.
///
/// @param passwordHash a salted hash in a self-describing form; never the password
/// @param roles at least one
/// @param identity who its owner is in an organisation, if anybody
/// @param revision what tokens are granted to: no other account has it or ever had, and this one
///   gets another with each change that ends its tokens; empty until the first such change if the
///   account is older than revisions are
/// @param client the client of an outside system whose users its owner may act on, if any
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

    /// Of somebody who is of no client.
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
