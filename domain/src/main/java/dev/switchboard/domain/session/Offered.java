package dev.switchboard.domain.session;

/// The result of offering a connection something to send.
public enum Offered {
    /// It is on its way.
    QUEUED,
    /// Too much waits already: nothing was queued. The connection says when it takes more.
    FULL,
    /// The connection is over: nothing was queued.
    CLOSED
}
