package dev.switchboard.domain.session;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// A client session as it is kept for its next connection.
///
/// @param client the socket id, the same over all its connections
/// @param who what its connections proved when it began
/// @param positions per bound conversation the `seq` up to which the client acknowledged
///   everything; [#MOST_POSITIONS] of them at most
/// @param epoch counts its connections; a connection of an older epoch has been replaced
/// @param seenAt when it was last stored
public record ClientSession(
        SessionKey key,
        ClientId client,
        EndUser who,
        Map<ConversationId, Long> positions,
        long epoch,
        Instant seenAt) {

    /// What stores keep of a session is one small record. A connection may follow fewer.
    public static final int MOST_POSITIONS = 64;

    public ClientSession {
        positions = Map.copyOf(positions);
        if (positions.size() > MOST_POSITIONS) {
            throw new IllegalArgumentException("a session has " + positions.size() + " positions");
        }
    }

    public boolean expiredAt(Instant now, Duration window) {
        return !now.isBefore(seenAt.plus(window));
    }
}
