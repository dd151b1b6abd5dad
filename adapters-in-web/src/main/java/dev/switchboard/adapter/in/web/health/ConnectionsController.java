package dev.switchboard.adapter.in.web.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.session.WatchConnections;
import dev.switchboard.application.port.in.session.WatchConnections.Connected;
import dev.switchboard.domain.session.OpenConnections;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The clients that are connected to a hub, for admins.
@RestController
@Tag(name = "Health")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ConnectionsController {

    private final WatchConnections connections;

    ConnectionsController(WatchConnections connections) {
        this.connections = connections;
    }

    /// Get who is connected to this hub.
    ///
    /// The consoles of agents one by one, everybody else by number: customers are not named. Where
    /// several hubs share a store, each has its own connections, and `hub` names the one that
    /// answers.
    ///
    /// @return the connections
    @GetMapping("/v1/connections")
    ConnectionsReport getConnections() {
        return ConnectionsReport.of(connections.connected());
    }

    /// @param hub the name of the hub that answers; null if no other hub can use its store
    /// @param consoles those of agents, in the order of tenants and agents; a thousand at most
    /// @param consoleCount how many consoles there are
    /// @param sockets how many Socket.IO connections there are by transport, consoles included
    /// @param watchers how many WebSockets there are by path of the presence protocol
    /// @param subscriptions what these watch, all together
    record ConnectionsReport(
            @Nullable @Schema(example = "hub-1") String hub,
            List<ConnectedConsole> consoles,
            @JsonProperty("console_count") @Schema(example = "1") int consoleCount,
            @Schema(example = "{\"polling\": 0, \"websocket\": 1}") Map<String, Integer> sockets,
            @Schema(example = "{\"/v1/events\": 2, \"/v1/subscribe\": 1}")
                    Map<String, Integer> watchers,
            @Schema(example = "5") int subscriptions) {

        static ConnectionsReport of(Connected connected) {
            OpenConnections open = connected.connections();
            return new ConnectionsReport(
                    connected.hub(),
                    open.consoles().stream().map(ConnectedConsole::of).toList(),
                    connected.consoles(),
                    open.sockets(),
                    open.watchers(),
                    open.subscriptions());
        }
    }

    /// @param id the connection, which stays the same when it is resumed
    /// @param since when it connected
    /// @param from the network address that it comes from
    /// @param program how the console calls itself; empty if it does not
    record ConnectedConsole(
            @JsonProperty("tenant_id") @Schema(example = "default") String tenantId,
            @JsonProperty("agent_id") @Schema(example = "ana") String agentId,
            @Schema(example = "7d9f0a") String id,
            Instant since,
            @Schema(example = "192.0.2.7") String from,
            @Schema(example = "Switchboard console 3f9c2d") String program) {

        static ConnectedConsole of(OpenConnections.Console console) {
            return new ConnectedConsole(
                    console.agent().tenant().value(),
                    console.agent().id().value(),
                    console.id().value(),
                    console.since(),
                    console.from(),
                    console.program());
        }
    }
}
