package dev.switchboard.domain.session;

import dev.switchboard.domain.handoff.Agent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The connections of clients that are open at one hub.
///
/// @param consoles those of agents
/// @param sockets how many sessions of Socket.IO there are by transport, consoles and admins
///   included
/// @param watchers how many connections there are by path of the presence protocol
/// @param subscriptions what these watch, all together
public record OpenConnections(
        List<Console> consoles,
        Map<String, Integer> sockets,
        Map<String, Integer> watchers,
        int subscriptions) {

    public OpenConnections {
        consoles = List.copyOf(consoles);
        sockets = Map.copyOf(sockets);
        watchers = Map.copyOf(watchers);
    }

    /// @param since when it connected
    /// @param from the network address that it comes from
    /// @param program how it calls itself; empty if it does not
    public record Console(Agent agent, ClientId id, Instant since, String from, String program) {}
}
