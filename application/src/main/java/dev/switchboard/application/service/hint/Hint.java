package dev.switchboard.application.service.hint;

import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.cluster.HubId;

/// A message from hub to hub.
sealed interface Hint {

    Source source();

    /// An unbroken run of hints: whoever heard two of them heard all between, in that topic.
    ///
    /// @param run grows whenever some of the hub's hints may have been lost
    record Source(HubId hub, long run) {}

    /// An event at the hub.
    record Told(Source source, Event event) implements Hint {}

    /// A sign of life, once a second.
    record Pulse(Source source) implements Hint {}
}
