package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.application.port.in.presence.WatchPresence;

/// The services for adapters that let clients watch presence.
///
/// @param most the greatest number of topics per connection
public record WatchAccess(WatchPresence presence, Boards boards, int most) {}
