package dev.switchboard.adapter.out.upstreams.netomi;

/// What to do with a message that left, and that nobody answered for.
public enum UnknownOutcome {
    /// Wait for its answer to come by webhook, then send it again with the same id.
    RETRY,
    /// Give it up, for a person to decide.
    PARK
}
