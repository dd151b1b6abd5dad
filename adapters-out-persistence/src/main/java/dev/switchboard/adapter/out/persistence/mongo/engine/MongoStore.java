package dev.switchboard.adapter.out.persistence.mongo.engine;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import com.mongodb.WriteError;
import dev.switchboard.application.port.out.store.StoreHealth.Written;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.BsonMaximumSizeExceededException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.mongodb.core.MongoOperations;

/// The only access to MongoDB. It refuses calls before the schema is verified and while this hub
/// owns nothing, gives all steps of a call one [Deadline], and turns every answer that is not a
/// clear yes or no (a timeout, a lost connection, a write without a majority, a full disk) into the
/// ports' exception, because its outcome is unknown (promise D4).
public final class MongoStore {

    /// Error codes of an insert, and of updates whose result would be too large.
    private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419, 17420);

    private static final Set<Integer> NO_ROOM = Set.of(14031);

    private final MongoOperations operations;
    private final Schema schema;
    private final BooleanSupplier owner;
    private final LongAdder writes = new LongAdder();
    private final LongAdder groups = new LongAdder();
    private volatile boolean full;

    /// @param owner whether this hub may use the database now: its right ends early enough for a
    ///   call that began under it to end before another hub begins
    MongoStore(MongoOperations operations, Schema schema, BooleanSupplier owner) {
        this.operations = operations;
        this.schema = schema;
        this.owner = owner;
    }

    /// Returns the access for a hub that owns nothing, and for what decides who owns.
    public MongoStore withoutOwnership() {
        return new MongoStore(operations, schema, () -> true);
    }

    /// Whether this hub may use the database now.
    boolean isOwner() {
        return owner.getAsBoolean();
    }

    /// @throws StoreUnavailableException if MongoDB gave no clear answer in time
    /// @throws IllegalStateException if a document would exceed MongoDB's 16 MB: a repeat does not
    ///   help
    /// @throws DuplicateKeyException if a unique index refused a write; the conflicting document
    ///   may still be rolled back, so this alone proves nothing about the index
    public <T extends @Nullable Object> T call(Function<MongoOperations, T> work) {
        schema.requireVerified();
        if (!isOwner()) {
            throw new StoreUnavailableException("This hub does not own the conversations");
        }
        try {
            return Deadline.bounded(() -> work.apply(operations));
        } catch (DuplicateKeyException | InvalidDataAccessApiUsageException e) {
            throw e;
        } catch (DataAccessException | MongoException | BsonMaximumSizeExceededException e) {
            if (tooLarge(e)) {
                // A clear refusal, which every repeat would get too.
                throw new IllegalStateException("A document would exceed MongoDB's 16 MB", e);
            }
            if (noRoom(e)) {
                full = true;
            }
            throw new StoreUnavailableException("MongoDB gave no clear answer", e);
        }
    }

    /// Whether a write was refused for lack of disk space, until [#foundRoom].
    boolean full() {
        return full;
    }

    /// Called when a write as large as the largest message has become durable.
    void foundRoom() {
        full = false;
    }

    /// Called when a single command has made a group of writes durable.
    public void wrote(int group) {
        writes.add(group);
        groups.increment();
    }

    Written written() {
        return new Written(writes.sum(), groups.sum());
    }

    /// Like [#call], for work without a result.
    public void run(Consumer<MongoOperations> work) {
        call(operations -> {
            work.accept(operations);
            return true;
        });
    }

    /// A document would exceed MongoDB's 16 MB; detected by the driver or by the server.
    private static boolean tooLarge(Throwable e) {
        return e instanceof BsonMaximumSizeExceededException || says(e, TOO_LARGE);
    }

    /// The disk is full.
    private static boolean noRoom(Throwable e) {
        return says(e, NO_ROOM);
    }

    private static boolean says(@Nullable Throwable e, Set<Integer> codes) {
        return switch (e) {
            case null -> false;
            case MongoBulkWriteException bulk
                    when bulk.getWriteErrors().stream()
                            .map(WriteError::getCode)
                            .anyMatch(codes::contains) ->
                    true;
            case MongoServerException server when codes.contains(server.getCode()) -> true;
            default -> says(e.getCause(), codes);
        };
    }
}
