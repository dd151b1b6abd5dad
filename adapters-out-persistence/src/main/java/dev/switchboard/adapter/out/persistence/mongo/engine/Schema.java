package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.groupingBy;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import dev.switchboard.adapter.out.persistence.keys.MasterKeyException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Creates and verifies our indexes. Order and "only once" rest on the unique ones, so nothing is
/// stored before they stand; MongoDB being away at the start only delays that (case T01).
final class Schema {

    // over a large collection a new index takes its time
    private static final Duration BUILD_TIME = Duration.ofMinutes(10);

    /// An index does not vanish by itself, and to list all of them is a dozen commands.
    private static final Duration TRUST = Duration.ofMinutes(10);

    private static final Duration AT_THE_START = Duration.ofSeconds(2);

    private static final String UNVERIFIED =
            "it was not reached yet, or its indexes are still being verified";

    static final String OTHER_KEY =
            "its secrets were encrypted under another master key than the one given";

    private static final List<String> KEYS_OF_A_SHARD =
            List.of("conversation", "key.scope", "key.key");

    private final MongoDatabase looking;
    private final MongoDatabase building;
    private final Executor executor;
    private final InstantSource clock;
    private final List<String> masterKeys;
    private volatile @Nullable String problem = UNVERIFIED;
    private volatile Instant trustedUntil = Instant.MIN;
    private @Nullable CompletableFuture<Void> running;

    /// @param masterKeys the names of those that are there
    Schema(
            MongoDatabase database,
            List<String> masterKeys,
            Executor executor,
            InstantSource clock) {
        this.clock = clock;
        this.looking = database.withTimeout(Deadline.LIMIT.toMillis(), MILLISECONDS);
        this.building = database.withTimeout(BUILD_TIME.toMillis(), MILLISECONDS);
        this.executor = executor;
        this.masterKeys = masterKeys;
    }

    /// @throws StoreUnavailableException unless the last verification found all indexes in place
    void requireVerified() {
        String found = problem;
        if (found != null) {
            throw new StoreUnavailableException("MongoDB cannot be used: " + found);
        }
    }

    /// What is wrong, or null. Verifies anew unless it did lately, and goes on with that beyond
    /// `patience` if it must.
    @Nullable String problemWithin(Duration patience) {
        if (problem == null && clock.instant().isBefore(trustedUntil)) {
            return null;
        }
        try {
            verify().get(patience.toMillis(), MILLISECONDS);
            return problem;
        } catch (TimeoutException _) {
            return "MongoDB does not answer, or is still building indexes";
        } catch (ExecutionException _) {
            return "MongoDB does not answer";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "interrupted while asking MongoDB";
        }
    }

    /// MongoDB was away: what comes back may be another one.
    void doubt() {
        trustedUntil = Instant.MIN;
    }

    /// Looks whether the database is for the master keys that are there. If it does not answer
    /// soon, that is found out later, and then it is not used.
    ///
    /// @throws MasterKeyException if it is for another one
    void start() {
        CompletableFuture<Boolean> mark =
                CompletableFuture.supplyAsync(
                        () -> MasterKeyMark.isIn(looking, masterKeys), executor);
        try {
            if (!mark.get(AT_THE_START.toMillis(), MILLISECONDS)) {
                throw new MasterKeyException(
                        "The MongoDB database cannot be used: " + OTHER_KEY + ".");
            }
            var _ = verify();
        } catch (TimeoutException | ExecutionException _) {
            var _ = verify();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts a verification, unless one is under way. If MongoDB does not answer, it fails, and
    /// what was found before still holds.
    synchronized CompletableFuture<Void> verify() {
        CompletableFuture<Void> current = running;
        if (current == null || current.isDone()) {
            current = CompletableFuture.runAsync(this::createMissing, executor);
            running = current;
        }
        return current;
    }

    private void createMissing() {
        if (!MasterKeyMark.isIn(looking, masterKeys)) {
            problem = OTHER_KEY;
            return;
        }
        Map<String, List<StoredIndex>> byCollection =
                StoredIndex.ALL.stream().collect(groupingBy(StoredIndex::collection));
        for (var indexes : byCollection.entrySet()) {
            List<Document> present =
                    looking.getCollection(indexes.getKey()).listIndexes().into(new ArrayList<>());
            for (StoredIndex index : indexes.getValue()) {
                if (!index.isAmong(present) && !isSharded(index, present) && !create(index)) {
                    return;
                }
            }
            if (indexes.getKey().equals(Collections.JOURNAL)) {
                new JournalUpgrade(building.getCollection(Collections.JOURNAL)).run(present);
            }
        }
        trustedUntil = clock.instant().plus(TRUST);
        problem = null;
    }

    /// A journal that is sharded by conversation cannot have a unique index that does not begin
    /// with it. Whoever sharded it gave it this one for the keys instead.
    private static boolean isSharded(StoredIndex index, List<Document> present) {
        return index.name().equals("journal_key")
                && present.stream()
                        .filter(listed -> index.name().equals(listed.getString("name")))
                        .filter(listed -> listed.getBoolean("unique", false))
                        .map(listed -> listed.get("key", Document.class).keySet())
                        .anyMatch(keys -> List.copyOf(keys).equals(KEYS_OF_A_SHARD));
    }

    private boolean create(StoredIndex index) {
        try {
            building.getCollection(index.collection()).createIndex(index.keys(), index.options());
            return true;
        } catch (MongoCommandException | DuplicateKeyException e) {
            problem = "index %s: %s".formatted(index.name(), reasonOf(e));
            return false;
        }
    }

    // the driver's own message would quote the offending values
    private static String reasonOf(MongoServerException e) {
        String name = e.getErrorCodeName();
        return name == null ? "error " + e.getCode() : name;
    }
}
