package dev.switchboard.application.service.hint;

import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.SentAs;
import dev.switchboard.domain.presence.OrgId;

/// A message from hub to hub.
sealed interface Hint {

    Source source();

    /// An unbroken run of hints: a hub that heard two of them heard all between, in that topic.
    ///
    /// @param run grows whenever some of the hub's hints may have been lost
    record Source(HubId hub, long run) {}

    /// A hint for those that follow its subject.
    sealed interface Topical extends Hint {

        /// The conversation or the organisation.
        PartitionKey subject();
    }

    /// An event at the hub.
    @SentAs("Told")
    record Published(Source source, Event event) implements Topical {
        @Override
        public PartitionKey subject() {
            return event.conversation();
        }
    }

    /// The hub changed an organisation of its own.
    record Changed(Source source, OrgId org) implements Topical {
        @Override
        public PartitionKey subject() {
            return org;
        }
    }

    /// A sign of life, once a second.
    record Pulse(Source source) implements Hint {}
}
