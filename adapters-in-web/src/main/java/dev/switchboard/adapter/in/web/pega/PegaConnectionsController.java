package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks.Desk;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks.State;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The connections to Pega Digital Messaging, for admins.
@RestController
@Tag(name = "Pega")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class PegaConnectionsController {

    private final WatchExternalDesks desks;

    PegaConnectionsController(WatchExternalDesks desks) {
        this.desks = desks;
    }

    /// List the connections to Pega.
    ///
    /// Never shows a secret.
    @GetMapping("/v1/pega/connections")
    ConnectionView.All listPegaConnections() {
        return new ConnectionView.All(
                desks.desks().stream()
                        .filter(ConnectionView::covers)
                        .map(ConnectionView::of)
                        .toList());
    }

    /// A connection for admins.
    ///
    /// @param name `default` for the unnamed one
    /// @param connectionId its id at Pega; null if it is not configured
    /// @param state null if it is not configured
    /// @param queued the approximate number of messages that wait for it, of the conversations of
    ///   the hub that is asked
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

        /// @param status the status of the answer; null if there was none
        @Schema(name = "PegaFailure")
        record Failure(Instant at, @Nullable Integer status) {}

        record All(List<ConnectionView> connections) {}
    }
}
