package dev.switchboard.adapter.in.socket.gateway.agent;

/// Sees what happens at the desk, for metrics. Must not block. Neither word is a client's.
public interface AgentWatch {

    /// So many consoles are open.
    void consoles(int count);

    /// Somebody was not let in, or a command was refused.
    ///
    /// @param what `connect` or `command`
    /// @param code why
    void refused(String what, String code);
}
