package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A client's connection from its beginning to its end.
public interface ServeClients {

    /// What is kept of an earlier connection, if its window has not passed.
    Optional<ClientSession> recall(SessionKey key);

    /// A connection begins. If it continues a session, that session's bindings are restored, and of
    /// each conversation everything the client has not acknowledged is pushed, in order, before
    /// what comes live.
    void arrive(Arrival arrival);

    /// A client proves more about itself than it did when it arrived.
    void identify(ClientId client, EndUser who);

    /// A connection that was full takes pushes again. Never blocks.
    void drained(ClientId client);

    /// A connection ended. Claims and messages stay. Nothing happens if another connection has
    /// taken over.
    void leave(ClientId client, ClientLine line, Leaving leaving);

    /// @param session its secret session's key; null if it cannot be continued later
    /// @param continued what [#recall] found for it; null if it is a new session
    record Arrival(
            ClientId client,
            EndUser who,
            @Nullable SessionKey session,
            @Nullable ClientSession continued,
            ClientLine line) {}

    enum Leaving {
        /// The client said so, or was told so: nothing is kept.
        FOR_GOOD,
        /// The line broke: the session waits for the next connection.
        FOR_NOW
    }
}
