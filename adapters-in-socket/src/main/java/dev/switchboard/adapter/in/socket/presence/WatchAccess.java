package dev.switchboard.adapter.in.socket.presence;

import dev.switchboard.application.port.in.presence.WatchPresence;

/// What there is for those who let clients watch presence.
///
/// @param most topics that one connection may watch
public record WatchAccess(WatchPresence presence, Boards boards, int most) {}
