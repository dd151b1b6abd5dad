package dev.switchboard.application.service.identity;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// Caches the accounts' revisions, so that checking a token does not read the store. The cache is
/// refreshed every [#READ_EVERY], because other hubs change accounts too; a change made here drops
/// the account at once. If an account is missing or differs from the token, the store is asked:
/// another hub may have created the account or granted the token a moment ago.
///
/// While the store is away, the last values are used for up to [#USABLE]. After that the answer is
/// only that the grant was valid, and callers decide what to allow.
final class KnownAccounts implements AccountStandings {

    static final Duration READ_EVERY = Duration.ofSeconds(2);
    static final Duration USABLE = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final LongSupplier nanoTime;
    private final AtomicReference<Known> known;

    KnownAccounts(Accounts accounts, LongSupplier nanoTime) {
        this.accounts = accounts;
        this.nanoTime = nanoTime;
        this.known = new AtomicReference<>(new Known(Map.of(), nanoTime.getAsLong(), 0));
    }

    /// Compared by identity, so it is a class.
    private static final class Known {

        private final Map<String, String> revisions;
        private final long readAt;
        private final int changes;

        /// @param changes the number of changes made here
        Known(Map<String, String> revisions, long readAt, int changes) {
            this.revisions = Map.copyOf(revisions);
            this.readAt = readAt;
            this.changes = changes;
        }

        Known with(String username, String revision) {
            Map<String, String> all = new HashMap<>(revisions);
            all.put(username, revision);
            return new Known(all, readAt, changes);
        }

        Known without(Username username) {
            Map<String, String> others = new HashMap<>(revisions);
            others.remove(username.value());
            return new Known(others, readAt, changes + 1);
        }
    }

    @Override
    public Standing check(String username, String revision) {
        Known now = known.get();
        boolean usable = nanoTime.getAsLong() - now.readAt <= USABLE.toNanos();
        boolean wasGood = revision.equals(now.revisions.get(username));
        if (usable && wasGood) {
            return Standing.GOOD;
        }
        try {
            if (!stored(username, revision)) {
                return Standing.ENDED;
            }
            // the store may go away before the next refresh
            known.compareAndSet(now, now.with(username, revision));
            return Standing.GOOD;
        } catch (StoreUnavailableException e) {
            if (wasGood) {
                return Standing.WAS_GOOD;
            }
            throw e;
        }
    }

    private boolean stored(String username, String revision) {
        try {
            return accounts.find(new Username(username))
                    .filter(account -> account.revision().equals(revision))
                    .isPresent();
        } catch (InvalidValueException _) {
            return false;
        }
    }

    /// Reads all accounts again. The result is dropped if an account was changed here meanwhile,
    /// because it may be older than the change.
    void read() {
        Known before = known.get();
        long now = nanoTime.getAsLong();
        Map<String, String> revisions =
                accounts.list().stream()
                        .collect(
                                toUnmodifiableMap(
                                        account -> account.username().value(), Account::revision));
        known.updateAndGet(last ->
                last.changes == before.changes ? new Known(revisions, now, last.changes) : last);
    }

    /// Must be called after each change made here, and after each that may have been made.
    void forget(Username username) {
        known.updateAndGet(now -> now.without(username));
    }
}
