package dev.switchboard.domain.session;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A client session, stored for the client's next connection.
///
/// @param client the socket id, the same over all its connections
/// @param who what its connections proved when it began
/// @param positions the `seq` up to which the client acknowledged everything, per bound
///   conversation; at most [#MOST_POSITIONS]
/// @param epoch counts its connections; a connection of an older epoch has been replaced
/// @param seenAt when it was last stored
public record ClientSession(
        SessionKey key,
        ClientId client,
        EndUser who,
        Map<ConversationId, Long> positions,
        long epoch,
        Instant seenAt) {

    /// Keeps a stored session small. A connection may be allowed to follow fewer conversations.
    public static final int MOST_POSITIONS = 64;

    /// Hubs' clocks differ by less.
    private static final Duration SKEW = Duration.ofMinutes(1);

    public ClientSession {
        positions = Map.copyOf(positions);
        if (positions.size() > MOST_POSITIONS) {
            throw new IllegalArgumentException("a session has " + positions.size() + " positions");
        }
    }

    /// Whether its client may have something of that time: if not, it came after the client was
    /// last seen.
    public boolean mayHave(Instant at) {
        return !at.isAfter(seenAt.plus(SKEW));
    }

    public boolean expiredAt(Instant now, Duration window) {
        return !now.isBefore(seenAt.plus(window));
    }
}
