package dev.switchboard.domain.session;

import java.time.Duration;

/// Decides who owns a conversation of one system, beyond who wrote first.
///
/// @param ttl the least time that a claim outlives the last sight of its owner; up to a 24th more,
///   because not every sight is written down
/// @param named whether a conversation's id contains its user's name, after the first slash. A
///   signed token with that name proves the user
/// @param takenOver whether the conversation goes to the last writer, who then sees later messages;
///   otherwise it stays with its owner else it stays its owner's
public record ClaimPolicy(Duration ttl, boolean named, boolean takenOver) {

    /// The policy of systems without one of their own.
    public static final ClaimPolicy USUAL = new ClaimPolicy(Duration.ofHours(24), false, false);
}
