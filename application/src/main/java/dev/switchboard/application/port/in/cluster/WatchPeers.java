package dev.switchboard.application.port.in.cluster;

/// Says whether this hub and its peers reach each other.
public interface WatchPeers {

    /// False if another owner has been unreachable for more than ten seconds: calls about what it
    /// owns fail here. True where nobody shares the store.
    boolean reachesOthers();
}
