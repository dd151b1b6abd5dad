package dev.switchboard.adapter.out.persistence.mongo.engine;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoServerException;
import com.mongodb.WriteError;
import java.util.Set;
import org.bson.BsonMaximumSizeExceededException;
import org.jspecify.annotations.Nullable;

/// What MongoDB's error codes say beyond "no clear answer", wherever in an exception they stand.
final class ServerErrors {

    /// Of an insert, and of updates whose result would be too large.
    private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419, 17420);

    private static final Set<Integer> NO_ROOM = Set.of(14031);

    private ServerErrors() {}

    /// A document would exceed MongoDB's 16 MB; found out by the driver or by the server.
    static boolean tooLarge(Throwable e) {
        return e instanceof BsonMaximumSizeExceededException || says(e, TOO_LARGE);
    }

    /// The disk is full.
    static boolean noRoom(Throwable e) {
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
