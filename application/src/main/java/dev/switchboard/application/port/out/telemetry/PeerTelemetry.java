package dev.switchboard.application.port.out.telemetry;

import java.time.Duration;

/// Receives the events between hubs, for metrics and operators. Calls are cheap, never block and
/// never throw.
public interface PeerTelemetry {

    /// A call went to the hub that owns what it is about.
    ///
    /// @param took from the first try to the result
    void forwarded(Result result, Duration took);

    /// A call came in without the proof that a hub of this store made it.
    void refused();

    enum Result {
        DONE,
        /// The owner failed.
        FAILED,
        /// The owner's store did not answer.
        STORE_AWAY,
        /// The owner did not answer in time: the outcome is unknown.
        UNANSWERED,
        /// No hub that could be reached owned it for as long as the caller could wait.
        NOBODY
    }
}
