package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key with which a machine acts as an account, with the same rights or fewer.
///
/// @param id identifies it in lists, and begins its text
/// @param accountMadeAt tells its account from a later one of the same name
/// @param label a name for people: 1-100 characters
/// @param hash the hash of its text, see [MarkedSecret]
/// @param roles its roles, as far as its account has them
/// @param revokedAt the end of its validity; null unless it was revoked
/// @param lastUsedAt to the minute; null before the first use
/// @param version rises with each change
public record ApiKey(
        String id,
        Username account,
        Instant accountMadeAt,
        String label,
        String hash,
        Set<Role> roles,
        KeyScope scope,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        long version) {

    private static final int LONGEST_LABEL = 100;

    public ApiKey {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new InvalidValueException("roles", Reason.MISSING);
        }
        if (label.isBlank() || label.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("name", Reason.INVALID);
        }
        if (label.length() > LONGEST_LABEL) {
            throw new InvalidValueException("name", Reason.TOO_LONG);
        }
        accountMadeAt = toMillis(accountMadeAt);
        createdAt = toMillis(createdAt);
        expiresAt = toMillis(expiresAt);
    }

    /// Truncates to the precision of every store.
    private static Instant toMillis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Whether the key belongs to this very account, not to an earlier one of the same name.
    public boolean isOf(Account other) {
        return account.equals(other.username())
                && accountMadeAt.equals(toMillis(other.createdAt()));
    }

    /// Whether the key is neither revoked nor expired.
    public boolean isLive(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /// Returns the time at which the key ended or will end.
    public Instant overAt() {
        return revokedAt != null && revokedAt.isBefore(expiresAt) ? revokedAt : expiresAt;
    }

    /// The key's roles now: at most those of its account.
    ///
    /// @return empty if no role is left, or its client is no longer its account's
    public Optional<Set<Role>> rolesOn(Account now) {
        Set<Role> left = EnumSet.noneOf(Role.class);
        left.addAll(roles);
        left.retainAll(Role.withIncluded(now.roles()));
        boolean outOfScope =
                scope instanceof KeyScope.Client(String client) && !client.equals(now.client());
        return left.isEmpty() || outOfScope ? Optional.empty() : Optional.of(left);
    }

    public ApiKey revoked(Instant now) {
        return with(toMillis(now), lastUsedAt);
    }

    public ApiKey used(Instant when) {
        return with(revokedAt, when.truncatedTo(ChronoUnit.MINUTES));
    }

    private ApiKey with(@Nullable Instant revoked, @Nullable Instant used) {
        return new ApiKey(
                id,
                account,
                accountMadeAt,
                label,
                hash,
                roles,
                scope,
                createdAt,
                expiresAt,
                revoked,
                used,
                version + 1);
    }
}
