package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.session.OpenConnections;
import org.jspecify.annotations.Nullable;

/// Reports who is connected to this hub. Other hubs have their own connections.
public interface WatchConnections {

    Connected connected();

    /// @param hub the name of this hub; null on a store that no other hub can use
    /// @param connections with a thousand consoles at most, in the order of their agents
    /// @param consoles how many there are
    record Connected(@Nullable String hub, OpenConnections connections, int consoles) {}
}
