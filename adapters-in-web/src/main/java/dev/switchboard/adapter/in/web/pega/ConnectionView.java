package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.application.port.in.upstream.WatchDesks.Desk;
import dev.switchboard.application.port.in.upstream.WatchDesks.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection as admins see it.
///
/// @param name `default` for the unnamed one
/// @param connectionId its id over there; null if it is not configured
/// @param state null if it is not configured
record ConnectionView(
        String name,
        @Nullable String connectionId,
        boolean configured,
        @Nullable State state,
        long queued,
        long parked,
        @Nullable Instant lastSuccessAt,
        @Nullable Failure lastFailure) {

    private static final String DESKS = "pega/";

    static boolean covers(Desk desk) {
        return desk.desk().name().startsWith(DESKS);
    }

    static ConnectionView of(Desk desk) {
        boolean configured = desk.state() != State.NOT_CONFIGURED;
        var failure = desk.lastFailure();
        return new ConnectionView(
                desk.desk().name().substring(DESKS.length()),
                desk.account(),
                configured,
                configured ? desk.state() : null,
                desk.queued(),
                desk.parked(),
                desk.lastSuccessAt(),
                failure == null ? null : new Failure(failure.at(), failure.status()));
    }

    /// @param status what it answered; null if it did not
    record Failure(Instant at, @Nullable Integer status) {}

    record All(List<ConnectionView> connections) {}
}
