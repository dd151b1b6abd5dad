package dev.switchboard.application.port.out.telemetry;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;

/// What the relay does, for those who count it and for operators who must know. Calls are cheap,
/// never block and never throw: the first two come with every message.
public interface RelayTelemetry {

    /// A message was journaled; a repeat of one was recognised if `repeated`.
    ///
    /// @param since when its sender's request was taken up
    void accepted(boolean repeated, Instant since);

    /// A target was called.
    ///
    /// @param since from when on the target is owed the message
    void attempted(Target target, Instant since, Attempt attempt);

    /// A delivery was given up for now.
    void parked(Target target, MessageId message, ParkReason reason);

    /// An admin stepped in.
    void mended(Target target, MessageId message, Mending mending);

    /// The target asked for patience, and gets it.
    void postponed(Target target, MessageId message, Instant until);

    /// How a target stands has changed.
    ///
    /// @param cause what the last call came to, in words without addresses and bodies; empty if it
    ///   went well
    void turned(Target target, Turn turn, String cause);

    /// What an admin did with a parked delivery.
    enum Mending {
        /// It goes out again.
        REDRIVEN,
        /// It was given up for good.
        DISCARDED
    }

    /// What became of a target.
    enum Turn {
        /// The first outage after it was well.
        FAILING,
        /// Its circuit is open: it is left alone for a while.
        OPENED,
        /// One call goes out to see whether it is back.
        PROBED,
        /// It took a call again.
        RECOVERED
    }
}
