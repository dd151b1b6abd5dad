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

/// What this hub knows of the accounts, so that a token costs no read of the store. It is read anew
/// every [#READ_EVERY], for other hubs change accounts too; what is changed here is forgotten at
/// once. What it does not know, or knows otherwise than a token says, it asks the store: another
/// hub may have made the account, or granted the token, a moment ago.
///
/// While the store is away it answers from what it last read, for [#USABLE] and no longer: then it
/// says what was so, and whom that lets in is for others to say.
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

    /// Compared by identity alone, so it is a class.
    private static final class Known {

        private final Map<String, String> revisions;
        private final long readAt;
        private final int changes;

        /// @param changes how many were made here
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
            // the store may go away before it is read again
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

    /// Reads all accounts anew. What was read while one of them was changed here may be older than
    /// the change, and is of no use.
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

    /// To be told after each change that was made here, and after each that may have been.
    void forget(Username username) {
        known.updateAndGet(now -> now.without(username));
    }
}
