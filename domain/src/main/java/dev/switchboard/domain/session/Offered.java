package dev.switchboard.domain.session;

/// What became of something that a connection was to send.
public enum Offered {
    /// It is on its way.
    QUEUED,
    /// Too much waits already: nothing was queued. The connection says when it takes more.
    FULL,
    /// The connection is over: nothing was queued.
    CLOSED
}
