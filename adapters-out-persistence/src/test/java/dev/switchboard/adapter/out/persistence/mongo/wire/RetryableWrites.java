package dev.switchboard.adapter.out.persistence.mongo.wire;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// A feature of replica sets that a single server lacks: a write that comes again with its number
/// in its session is not executed again, but gets its first answer.
final class RetryableWrites {

    static final String NUMBER = "txnNumber";
    private static final String SESSION = "lsid";

    private final Map<BsonValue, Session> sessions = new ConcurrentHashMap<>();

    /// The execution of a command by a single server.
    interface Execution {
        WireMessage of(WireMessage request) throws IOException;
    }

    WireMessage once(WireMessage request, Execution server) throws IOException {
        BsonDocument body = request.body();
        if (!body.containsKey(NUMBER)) {
            return server.of(request);
        }
        Session session =
                sessions.computeIfAbsent(body.getDocument(SESSION).get("id"), _ -> new Session());
        return session.once(request, body, server);
    }

    /// Executes one write after the other, and remembers the last one.
    private static final class Session {

        private long number = -1;
        private @Nullable BsonDocument answer;

        synchronized WireMessage once(WireMessage request, BsonDocument body, Execution server)
                throws IOException {
            long asked = body.getNumber(NUMBER).longValue();
            BsonDocument known = answer;
            if (asked == number && known != null) {
                return WireMessage.answer(request, known);
            }
            number = asked;
            answer = null;
            body.remove(NUMBER);
            WireMessage executed = server.of(request.withBody(body));
            BsonDocument said = executed.body();
            if (!said.containsKey("writeErrors") && said.getNumber("ok").intValue() == 1) {
                answer = said;
            }
            return executed;
        }
    }
}
