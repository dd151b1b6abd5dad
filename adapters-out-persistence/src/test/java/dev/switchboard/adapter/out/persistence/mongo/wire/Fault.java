package dev.switchboard.adapter.out.persistence.mongo.wire;

import java.time.Duration;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;

/// A fault that happens to one command.
sealed interface Fault {

    /// No fault.
    record None() implements Fault {}

    /// The connection ends before the server gets the command.
    record Cut() implements Fault {}

    /// The server executes it, and the connection ends before the answer.
    record LostReply() implements Fault {}

    /// The connection stays, and no answer comes.
    ///
    /// @param executed whether the server got the command
    record Silence(boolean executed) implements Fault {}

    /// The command is slow. The server executes it even if nobody waits any more, like a server
    /// that was paused for a while.
    record Delay(Duration before, Duration after) implements Fault {}

    /// The command waits until a test releases it.
    record Held(Faults.Hold hold) implements Fault {}

    /// The server executes it, and the answer waits until a test releases it.
    record HeldAnswer(Faults.Hold hold) implements Fault {}

    /// The command gets its previous answer again: a majority's state, which does not have the
    /// newest writes yet.
    record Stale() implements Fault {}

    /// The server does not execute it and says that it did.
    record Pretended() implements Fault {}

    /// The server does not execute it and says so.
    record Refused(Refusal refusal) implements Fault {}

    /// The server executes it but does not reach the requested durability.
    record Unsafe(Concern concern) implements Fault {}

    enum Refusal {
        NOT_WRITABLE_PRIMARY(10107, "NotWritablePrimary", true),
        MAX_TIME_MS_EXPIRED(50, "MaxTimeMSExpired", false),
        OUT_OF_DISK_SPACE(14031, "OutOfDiskSpace", false),
        BSON_OBJECT_TOO_LARGE(10334, "BSONObjectTooLarge", false),
        RESULT_TOO_LARGE(17419, "Location17419", false);

        private final int code;
        private final String codeName;
        private final boolean retryable;

        Refusal(int code, String codeName, boolean retryable) {
            this.code = code;
            this.codeName = codeName;
            this.retryable = retryable;
        }

        BsonDocument answer(BsonDocument command) {
            if (this == RESULT_TOO_LARGE) {
                return ofItsFirstWrite();
            }
            BsonDocument answer =
                    new BsonDocument("ok", new BsonDouble(0))
                            .append("errmsg", new BsonString("as a test wants it"))
                            .append("code", new BsonInt32(code))
                            .append("codeName", new BsonString(codeName));
            if (retryable && command.containsKey(RetryableWrites.NUMBER)) {
                answer.append("errorLabels", labels("RetryableWriteError"));
            }
            return answer;
        }

        private BsonDocument ofItsFirstWrite() {
            BsonDocument error =
                    new BsonDocument("index", new BsonInt32(0))
                            .append("code", new BsonInt32(code))
                            .append("errmsg", new BsonString("as a test wants it"));
            return new BsonDocument("ok", new BsonDouble(1))
                    .append("n", new BsonInt32(0))
                    .append("nModified", new BsonInt32(0))
                    .append("writeErrors", new BsonArray(List.of(error)));
        }
    }

    enum Concern {
        WRITE_CONCERN_TIMEOUT(64, "WriteConcernTimeout"),
        SHUTDOWN_IN_PROGRESS(91, "ShutdownInProgress");

        private final int code;
        private final String codeName;

        Concern(int code, String codeName) {
            this.code = code;
            this.codeName = codeName;
        }

        /// The server's answer, with an error about durability.
        BsonDocument mark(BsonDocument answer) {
            BsonDocument error =
                    new BsonDocument("code", new BsonInt32(code))
                            .append("codeName", new BsonString(codeName))
                            .append("errmsg", new BsonString("as a test wants it"));
            return answer.append("writeConcernError", error);
        }
    }

    private static BsonArray labels(String label) {
        return new BsonArray(List.of(new BsonString(label)));
    }
}
