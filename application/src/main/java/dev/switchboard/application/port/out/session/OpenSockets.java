package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.session.OpenConnections;

/// The sockets of this hub.
public interface OpenSockets {

    /// Counts them. Never blocks.
    OpenConnections open();
}
