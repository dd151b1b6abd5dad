package dev.switchboard.application.service.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.in.identity.ProveKey.Result;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.MarkedSecret;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import dev.switchboard.domain.identity.Role;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Caches the API keys in use, so that a request does not read the store. They are refreshed every
/// [KnownAccounts#READ_EVERY], because other hubs revoke keys too; a key that is revoked here is
/// dropped at once. Unknown keys are looked up in the store.
///
/// Says as well when each was last used: noted in memory, and written once a minute at most.
final class KnownKeys {

    static final int MOST = 10_000;
    private static final int READ_AT_ONCE = 500;
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(10);
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    private final ApiKeys keys;
    private final Accounts accounts;
    private final KnownAccounts known;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<String, InUse> inUse = new ConcurrentHashMap<>();
    private final AtomicInteger revocations = new AtomicInteger();
    private final LongAdder ended = new LongAdder();
    private final LongAdder unknown = new LongAdder();

    KnownKeys(
            ApiKeys keys,
            Accounts accounts,
            KnownAccounts known,
            Clock clock,
            LongSupplier nanoTime) {
        this.keys = keys;
        this.accounts = accounts;
        this.known = known;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /// A key that was valid when the store was last read.
    private static final class InUse {

        private final Instant expiresAt;
        private final AtomicLong readAt;
        private final AtomicReference<Instant> usedAt;

        InUse(Instant expiresAt, long readAt, Instant usedAt) {
            this.expiresAt = expiresAt;
            this.readAt = new AtomicLong(readAt);
            this.usedAt = new AtomicReference<>(usedAt);
        }
    }

    /// Tells which account a key stands for.
    Result prove(String text) {
        int revokedBefore = revocations.get();
        Optional<MarkedSecret> parsed = MarkedSecret.parse(Mark.API_KEY, text);
        Optional<ApiKey> found =
                parsed.flatMap(key -> find(key.id()).filter(there -> isSame(key, there)));
        if (found.isEmpty()) {
            unknown.increment();
            return new Result.Unknown();
        }
        ApiKey key = found.get();
        Optional<Account> account = accounts.find(key.account()).filter(key::isOf);
        Optional<Set<Role>> roles = account.flatMap(key::rolesOn);
        if (!key.isLive(clock.instant()) || account.isEmpty() || roles.isEmpty()) {
            ended.increment();
            return new Result.Ended();
        }
        remember(key, revokedBefore);
        String grant = Grant.of(key, account.get());
        return new Result.Proven(key, account.get(), roles.get(), grant);
    }

    private Optional<ApiKey> find(String id) {
        return keys.find(List.of(id)).stream().findFirst();
    }

    /// Takes the same time wherever the two differ.
    private static boolean isSame(MarkedSecret given, ApiKey there) {
        return MessageDigest.isEqual(
                given.hash().getBytes(US_ASCII), there.hash().getBytes(US_ASCII));
    }

    /// A key that was read before a revocation may be the revoked one.
    private void remember(ApiKey key, int revokedBefore) {
        if (inUse.size() < MOST || inUse.containsKey(key.id())) {
            Instant now = clock.instant();
            inUse.put(key.id(), new InUse(key.expiresAt(), nanoTime.getAsLong(), now));
        }
        if (revocations.get() != revokedBefore) {
            inUse.remove(key.id());
        }
    }

    /// The basis of an admission: a revision of an account, with one of its keys or without.
    private record Grant(String key, String revision) {

        static String of(ApiKey key, Account account) {
            return Mark.API_KEY.prefix(key.id()) + " " + account.revision();
        }

        static Optional<Grant> read(String text) {
            int gap = text.indexOf(' ');
            return gap > 0 && Mark.API_KEY.isOn(text)
                    ? Optional.of(
                            new Grant(
                                    text.substring(Mark.API_KEY.prefix("").length(), gap),
                                    text.substring(gap + 1)))
                    : Optional.empty();
        }
    }

    /// Checks whether what was granted to an account, or to a key of it, still stands.
    Standing check(String username, String revision) {
        Optional<Grant> byKey = Grant.read(revision);
        if (byKey.isEmpty()) {
            return known.check(username, revision);
        }
        Standing key = check(byKey.get().key());
        return key == Standing.ENDED
                ? key
                : worse(key, known.check(username, byKey.get().revision()));
    }

    private static Standing worse(Standing one, Standing other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Standing check(String id) {
        InUse now = inUse.get(id);
        Instant time = clock.instant();
        if (now != null && !time.isBefore(now.expiresAt)) {
            inUse.remove(id, now);
            return Standing.ENDED;
        }
        if (now != null) {
            now.usedAt.set(time);
            if (nanoTime.getAsLong() - now.readAt.get() <= KnownAccounts.USABLE.toNanos()) {
                return Standing.GOOD;
            }
        }
        int revokedBefore = revocations.get();
        try {
            Optional<ApiKey> stored = find(id).filter(key -> key.isLive(time));
            if (stored.isEmpty()) {
                inUse.remove(id);
                return Standing.ENDED;
            }
            remember(stored.get(), revokedBefore);
            return Standing.GOOD;
        } catch (StoreUnavailableException e) {
            if (now != null) {
                return Standing.WAS_GOOD;
            }
            throw e;
        }
    }

    /// Reads the keys in use again, drops those that have ended, and stores when the others were
    /// used.
    void read() {
        List<String> ids = List.copyOf(inUse.keySet());
        for (int i = 0; i < ids.size(); i += READ_AT_ONCE) {
            read(ids.subList(i, Math.min(i + READ_AT_ONCE, ids.size())));
        }
    }

    private void read(List<String> ids) {
        Map<String, InUse> before = new HashMap<>();
        for (String id : ids) {
            InUse used = inUse.get(id);
            if (used != null) {
                before.put(id, used);
            }
        }
        long readAt = nanoTime.getAsLong();
        Instant now = clock.instant();
        Map<String, ApiKey> live =
                keys.find(ids).stream()
                        .filter(key -> key.isLive(now))
                        .collect(Collectors.toMap(ApiKey::id, key -> key));
        before.forEach((id, used) -> {
            ApiKey key = live.get(id);
            if (key == null) {
                inUse.remove(id, used);
                return;
            }
            used.readAt.set(readAt);
            Instant usedAt = used.usedAt.get();
            noteUse(key, usedAt);
            if (usedAt.plus(KEPT_UNUSED).isBefore(now)) {
                inUse.remove(id, used);
            }
        });
    }

    /// If another hub writes at the same time, its value stays.
    private void noteUse(ApiKey key, Instant usedAt) {
        Instant noted = key.lastUsedAt();
        if (noted == null || !usedAt.isBefore(noted.plus(WRITTEN_EVERY))) {
            var _ = keys.replace(key.used(usedAt), key.version());
        }
    }

    /// Must be called after each revocation made here, and after each that may have been made.
    void forget(String id) {
        revocations.incrementAndGet();
        inUse.remove(id);
    }

    /// Returns the number of cached keys.
    int inUse() {
        return inUse.size();
    }

    /// Returns how often an ended key was presented.
    long ended() {
        return ended.sum();
    }

    /// Returns how often an unknown key was presented.
    long unknown() {
        return unknown.sum();
    }
}
