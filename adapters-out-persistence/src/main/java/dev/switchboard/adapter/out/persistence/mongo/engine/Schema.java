package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.groupingBy;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoDatabase;
import dev.switchboard.adapter.out.persistence.format.NewerStoreException;
import dev.switchboard.adapter.out.persistence.format.StoreFormat;
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

/// Creates and verifies our indexes. Order and uniqueness depend on the unique ones, so nothing is
/// stored before they exist. If MongoDB is down at the start, that only delays this (case T01).
final class Schema {

    // A new index over a large collection takes long.
    private static final Duration BUILD_TIME = Duration.ofMinutes(10);

    /// An index does not vanish by itself, and listing all of them takes a dozen commands.
    private static final Duration TRUST = Duration.ofMinutes(10);

    private static final Duration AT_THE_START = Duration.ofSeconds(2);

    private static final String UNVERIFIED =
            "it was not reached yet, or its indexes are still being verified";

    static final String OTHER_KEY =
            "its secrets were encrypted under another master key than the one given";

    static final String NEWER = "it was written by a later version";

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

    /// @param masterKeys the ids of the configured keys
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

    /// The problem with the database, or null. Verifies again unless that was done lately; a
    /// verification that takes longer than `patience` continues in the background.
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

    /// Called after an outage: the server that comes back may be another one.
    void doubt() {
        trustedUntil = Instant.MIN;
    }

    /// Checks that this version reads the database's format, and that its secrets are encrypted
    /// with the configured master keys. If MongoDB does not answer soon, that is checked later, and
    /// until then the store is not used.
    ///
    /// @throws NewerStoreException if a later version wrote the database
    /// @throws MasterKeyException if its secrets are encrypted with another key
    void start() {
        CompletableFuture<Marks> marks =
                CompletableFuture.supplyAsync(() -> Marks.of(looking, masterKeys), executor);
        try {
            Marks found = marks.get(AT_THE_START.toMillis(), MILLISECONDS);
            StoreFormat.MONGODB.requireReadable(found.format());
            if (!found.hasKeys()) {
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

    /// Starts a verification unless one is running. If MongoDB does not answer, it fails, and the
    /// previous result still holds.
    synchronized CompletableFuture<Void> verify() {
        CompletableFuture<Void> current = running;
        if (current == null || current.isDone()) {
            current = CompletableFuture.runAsync(this::createMissing, executor);
            running = current;
        }
        return current;
    }

    /// The marks of the database: its own statements about its form and keys.
    ///
    /// @param hasKeys whether all master keys that it needs are configured
    private record Marks(int format, boolean hasKeys) {

        /// Leaves a database of a later version unchanged.
        static Marks of(MongoDatabase database, List<String> masterKeys) {
            int format = MongoFormatMark.of(database);
            boolean read = StoreFormat.MONGODB.reads(format);
            return new Marks(format, read && MongoMasterKeyMark.isIn(database, masterKeys));
        }
    }

    private void createMissing() {
        Marks marks = Marks.of(looking, masterKeys);
        if (!StoreFormat.MONGODB.reads(marks.format())) {
            problem = NEWER;
            return;
        }
        if (!marks.hasKeys()) {
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
        if (marks.format() < StoreFormat.MONGODB.number()) {
            MongoFormatMark.put(looking);
        }
        trustedUntil = clock.instant().plus(TRUST);
        problem = null;
    }

    /// A journal that is sharded by conversation cannot have a unique index that does not begin
    /// with the conversation. Such a journal has this index on the keys instead, created when it
    /// was sharded.
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

    // The driver's own message would quote the offending values.
    private static String reasonOf(MongoServerException e) {
        String name = e.getErrorCodeName();
        return name == null ? "error " + e.getCode() : name;
    }
}
