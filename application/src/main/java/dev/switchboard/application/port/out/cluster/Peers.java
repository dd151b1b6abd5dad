package dev.switchboard.application.port.out.cluster;

import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerCall;
import java.time.Duration;

/// The other hubs of the store.
public interface Peers {

    /// Calls another hub once. Blocks its thread.
    ///
    /// @param limit for the whole call
    Reply call(PeerCall call, Duration limit);

    /// Ends the calls of one hub that are under way: each is [Reply.Unanswered]. Peers whose calls
    /// never wait have none.
    default void giveUp(HubId hub) {}

    sealed interface Reply {

        record Answered(PeerAnswer answer) implements Reply {}

        /// The call was not sent.
        record Unreached() implements Reply {}

        /// The call was sent, and no answer came in time: its outcome is unknown.
        record Unanswered() implements Reply {}
    }
}
