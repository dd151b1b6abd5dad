package dev.switchboard.adapter.in.socket.presence;

import java.util.Map;

/// The number of watchers that are connected to this hub. Never blocks.
public interface WatcherTally {

    /// Open connections by the path of their endpoint.
    Map<String, Integer> connections();

    /// The number of topics that they watch, all together.
    int subscriptions();
}
