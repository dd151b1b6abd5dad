package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Serves a client's connection from its beginning to its end.
public interface ServeClients {

    /// Returns the state of an earlier connection, if its window has not passed.
    Optional<ClientSession> recall(SessionKey key);

    /// Begins a connection. If it continues a session, that session's bindings are restored, and
    /// every message of each conversation that the client has not acknowledged is pushed in order
    /// before live messages. The client's word overrides what the session remembers: in a
    /// conversation that it owns, a cursor takes the place of the session's position, if it is a
    /// position in the conversation.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the store
    ///   does not answer in time: the session that it continues stays as it was, and the client
    ///   must come back
    void arrive(Arrival arrival);

    /// Adds proofs of a client's identity after its arrival.
    void identify(ClientId client, EndUser who);

    /// Resumes pushes to a connection that was full. Never blocks.
    void drained(ClientId client);

    /// Ends a connection. Claims and messages stay. Does nothing if another connection has taken
    /// over.
    void leave(ClientId client, ClientLine line, Leaving leaving);

    /// @param session the key of its secret session; null if it cannot be continued later
    /// @param continued the result of [#recall]; null for a new session
    /// @param cursors the last `seq` that the client has of each conversation it names
    record Arrival(
            ClientId client,
            EndUser who,
            @Nullable SessionKey session,
            @Nullable ClientSession continued,
            Map<ConversationId, Long> cursors,
            ClientLine line) {
        public Arrival {
            cursors = Map.copyOf(cursors);
        }
    }

    enum Leaving {
        /// The client left, or the hub ended the connection: nothing is kept.
        FOR_GOOD,
        /// The connection broke: the session waits for the next connection.
        FOR_NOW
    }
}
