package dev.switchboard.scenario.live;

import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.in.presence.WatchPresence.Item;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.application.port.in.presence.WatchPresence.UnreadLook;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;

/// Somebody of an organisation who looks at its users.
record Colleague(WatchPresence watch, Viewer viewer) {

    /// The name of a user's availability.
    String state(UserRef who) {
        Look look = watch.look(viewer, who, null, _ -> {});
        return ((Item.Present) ((Look.Snapshot) look).items().getFirst())
                .presence()
                .availability()
                .name();
    }

    /// The number of messages that a user has not read.
    long unread(UserRef who) {
        return ((UnreadLook.Snapshot) watch.lookAtUnread(viewer, who, _ -> {})).total();
    }
}
