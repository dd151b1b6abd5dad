package dev.switchboard.bootstrap.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Way;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The sessions server of a run.
record SessionsPeer(Recorder recorder) implements HttpHandler {

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(Peers.bodyOf(exchange));
        recorder.arrived(
                new Lane(Way.BACK, body.path("session_id").asString()),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                body.path("response_data").toString(),
                Peers.sentSecond(exchange));
        Peers.takeIt(exchange);
    }
}
