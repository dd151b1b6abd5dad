package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Stores client sessions between their connections, and the position that each client has
/// acknowledged.
///
/// Every method throws (a stage completes with)
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer within 2 s.
public interface ClientSessions {

    Optional<ClientSession> find(SessionKey key);

    /// Returns sessions in the order of their keys, for a walk over all of them. A page shorter
    /// than its limit is the last.
    ///
    /// @param after the key to continue after; null to begin
    /// @param limit 1 to 1000
    List<ClientSession> page(@Nullable SessionKey after, int limit);

    /// Stores a session with its current positions, unless a connection with a later epoch has
    /// stored it.
    Saved save(ClientSession session);

    /// Like [#save], for the first time of a connection that continues the session: also refused if
    /// a connection with the same epoch has stored it. So of two that continue it at once, one goes
    /// on.
    Saved take(ClientSession session);

    /// Raises positions. A position that is the stored one already only counts as storing. One
    /// below it, of an unknown session or of an unbound conversation changes nothing. May share its
    /// write with others; losing it costs a repeat, never a message.
    CompletionStage<Void> advance(List<Advance> advances);

    /// Removes a session. Does nothing if it is unknown.
    void forget(SessionKey key);

    /// Removes all sessions last stored before an instant; an advance of a position counts as
    /// storing.
    ///
    /// @return the number removed
    int purge(Instant seenBefore);

    /// The client of this session has everything of the conversation up to `seq`.
    ///
    /// @param at the time of the acknowledgement
    record Advance(SessionKey key, ConversationId conversation, long seq, Instant at) {}

    enum Saved {
        DONE,
        /// A later connection of the same session has taken over: nothing was changed.
        REPLACED
    }
}
