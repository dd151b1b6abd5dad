package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.ManageApiKeys;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.ApiKeys.Outcome;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.MarkedSecret;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes and revokes API keys.
final class ApiKeyService implements ManageApiKeys {

    static final int MOST_LIVE = 20;

    /// The time for which an ended key is distinguished from one that never existed.
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final ApiKeys keys;
    private final Accounts accounts;
    private final KnownKeys known;
    private final Duration longestLife;
    private final Ids ids;
    private final Clock clock;

    /// @param known is told the revocations
    ApiKeyService(
            ApiKeys keys,
            Accounts accounts,
            KnownKeys known,
            Duration longestLife,
            Ids ids,
            Clock clock) {
        this.keys = keys;
        this.accounts = accounts;
        this.known = known;
        this.longestLife = longestLife;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Made make(Username username, Wanted wanted) {
        Instant now = clock.instant();
        Instant expiresAt = expiry(wanted.expiresAt(), now);
        Account account = accounts.find(username).orElse(null);
        if (account == null) {
            return new Made.UnknownAccount();
        }
        if (!Role.withIncluded(account.roles()).containsAll(wanted.roles())) {
            return new Made.BeyondAccount("roles");
        }
        if (wanted.scope() instanceof KeyScope.Client(String client)
                && !client.equals(account.client())) {
            return new Made.BeyondAccount("client");
        }
        if (live(account, now).count() >= MOST_LIVE) {
            return new Made.TooMany(MOST_LIVE);
        }
        while (true) {
            MarkedSecret text =
                    MarkedSecret.of(Mark.API_KEY, ids.secretBytes(8), ids.secretBytes(32));
            ApiKey key =
                    new ApiKey(
                            text.id(),
                            username,
                            account.createdAt(),
                            wanted.label(),
                            text.hash(),
                            wanted.roles(),
                            wanted.scope(),
                            now,
                            expiresAt,
                            null,
                            null,
                            1);
            if (keys.insert(key) == Outcome.DONE) {
                return new Made.Done(key, text.whole());
            }
        }
    }

    private Instant expiry(@Nullable Instant wanted, Instant now) {
        Instant last = now.plus(longestLife);
        if (wanted == null) {
            return last;
        }
        if (!wanted.isAfter(now) || wanted.isAfter(last)) {
            throw new InvalidValueException(
                    "expires_at",
                    Reason.INVALID,
                    "a time within the next " + longestLife.toDays() + " days");
        }
        return wanted;
    }

    private Stream<ApiKey> live(Account account, Instant now) {
        return keys.of(account.username()).stream()
                .filter(key -> key.isOf(account) && key.isLive(now));
    }

    @Override
    public Optional<List<ApiKey>> list(Username username) {
        return accounts.find(username)
                .map(account ->
                        live(account, clock.instant())
                                .sorted(Comparator.comparing(ApiKey::createdAt))
                                .toList());
    }

    /// Starts again if a use of the key was recorded meanwhile.
    @Override
    public Revoked revoke(Username username, String id) {
        while (true) {
            Instant now = clock.instant();
            Optional<ApiKey> key =
                    accounts.find(username)
                            .flatMap(account ->
                                    live(account, now)
                                            .filter(live -> live.id().equals(id))
                                            .findFirst());
            if (key.isEmpty()) {
                return Revoked.UNKNOWN;
            }
            try {
                if (keys.replace(key.get().revoked(now), key.get().version()) == Outcome.DONE) {
                    return Revoked.DONE;
                }
            } finally {
                known.forget(id);
            }
        }
    }

    /// Removes keys that ended long ago.
    void sweep() {
        keys.forgetThrough(clock.instant().minus(REMEMBERED));
    }
}
