package dev.switchboard.adapter.in.socket.gateway.agent;

/// Receives the events of the desk, for metrics. Must not block. The words come from the hub, never
/// from a client.
public interface AgentWatch {

    /// The number of open consoles.
    void consoles(int count);

    /// A console was refused, or a command was.
    void refused(CommandFailure why);
}
