package dev.switchboard.bootstrap.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Way;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The sessions server of a run.
///
/// @param refuses whether it refuses a call now; then the call is repeated
record SessionsPeer(Recorder recorder, BooleanSupplier refuses) implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (refuses.getAsBoolean()) {
            Peers.bodyOf(exchange);
            Peers.refuseIt(exchange);
            return;
        }
        JsonNode body = JsonMapper.shared().readTree(Peers.bodyOf(exchange));
        recorder.arrived(
                new Lane(Way.BACK, body.path("session_id").asString()),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                body.path("response_data").toString(),
                Peers.sentSecond(exchange));
        Peers.takeIt(exchange);
    }
}
