package dev.switchboard.domain.session;

import java.time.Duration;

/// What decides whose a conversation of one system is, besides who wrote first.
///
/// @param ttl how long a claim outlives the last sight of its owner, at least; a 24th more at most,
///   for not every sight is written down
/// @param named whether a conversation bears its user's name: what is behind the first slash of its
///   id. A signed token with that name proves them
/// @param takenOver whether it belongs to whoever wrote last, who sees what comes from then on;
///   else it stays its owner's
public record ClaimPolicy(Duration ttl, boolean named, boolean takenOver) {

    /// For conversations of which nobody said more.
    public static final ClaimPolicy USUAL = new ClaimPolicy(Duration.ofHours(24), false, false);
}
