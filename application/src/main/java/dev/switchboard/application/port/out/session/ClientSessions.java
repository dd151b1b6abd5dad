package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Client sessions between their connections, and how far each client has acknowledged.
///
/// Every method throws (a stage completes with)
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer within 2 s.
public interface ClientSessions {

    Optional<ClientSession> find(SessionKey key);

    /// Sessions in the order of their keys, for one who goes through all of them. A page shorter
    /// than its limit is the last.
    ///
    /// @param after the key to continue behind, null to begin
    /// @param limit 1 to 1000
    List<ClientSession> page(@Nullable SessionKey after, int limit);

    /// Stores a session as it is now, positions included, unless a connection of a later epoch has
    /// stored it.
    Saved save(ClientSession session);

    /// Raises positions; a lower one than what is stored changes nothing, and so does one of an
    /// unknown session or an unbound conversation. May share its write with others; a lost one
    /// costs a repeat, never a loss.
    CompletionStage<Void> advance(List<Advance> advances);

    /// Harmless if it is unknown.
    void forget(SessionKey key);

    /// Forgets all sessions stored last before an instant; positions that advance count as stored.
    ///
    /// @return how many
    int purge(Instant seenBefore);

    /// The client of this session has everything of the conversation up to `seq`.
    ///
    /// @param at when it said so
    record Advance(SessionKey key, ConversationId conversation, long seq, Instant at) {}

    enum Saved {
        DONE,
        /// A later connection of the same session has taken over: nothing was changed.
        REPLACED
    }
}
