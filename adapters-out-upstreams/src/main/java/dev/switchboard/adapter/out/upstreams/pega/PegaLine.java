package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.application.port.out.upstream.DeskStates.Condition;
import dev.switchboard.application.port.out.upstream.DeskStates.DeskState;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.upstream.Failure;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection and the results of its calls.
final class PegaLine {

    private static final Logger LOG = LoggerFactory.getLogger(PegaLine.class);

    private final PegaConnection connection;
    private final AtomicReference<Seen> seen =
            new AtomicReference<>(new Seen(Condition.WELL, null, null));

    PegaLine(PegaConnection connection) {
        this.connection = connection;
    }

    private record Seen(
            Condition condition, @Nullable Instant lastSuccessAt, @Nullable Failure lastFailure) {

        Seen succeeded(Instant at) {
            return new Seen(Condition.WELL, at, lastFailure);
        }

        Seen failed(Condition next, Instant at, @Nullable Integer status) {
            return new Seen(next, lastSuccessAt, new Failure(at, status));
        }
    }

    PegaConnection connection() {
        return connection;
    }

    DeskState state() {
        Seen now = seen.get();
        return new DeskState(
                connection.desk(),
                connection.connectionId(),
                now.condition(),
                now.lastSuccessAt(),
                now.lastFailure());
    }

    /// Records the result of a call.
    void note(UpstreamReply reply, Instant at) {
        Seen before =
                switch (reply) {
                    case UpstreamReply.Accepted _ -> seen.getAndUpdate(s -> s.succeeded(at));
                    case UpstreamReply.Refused(int status, _) ->
                            noteFailure(Condition.WELL, at, status);
                    case UpstreamReply.Blocked _ -> noteFailure(Condition.WELL, at, null);
                    case UpstreamReply.Unavailable(Cause cause, var status, _) ->
                            noteFailure(conditionOf(cause), at, status);
                };
        tellOfChange(before.condition(), seen.get().condition());
    }

    private Seen noteFailure(Condition next, Instant at, @Nullable Integer status) {
        return seen.getAndUpdate(s -> s.failed(next, at, status));
    }

    private static Condition conditionOf(Cause cause) {
        return cause == Cause.UNAUTHORIZED ? Condition.UNAUTHORIZED : Condition.AWAY;
    }

    /// Only an operator can fix a secret, so each change is logged once.
    private void tellOfChange(Condition before, Condition after) {
        if (after == Condition.UNAUTHORIZED && before != after) {
            LOG.error("Pega connection {} refuses our tokens: check its secret", connection.name());
        } else if (before == Condition.UNAUTHORIZED && after == Condition.WELL) {
            LOG.info("Pega connection {} accepts our tokens again", connection.name());
        }
    }
}
