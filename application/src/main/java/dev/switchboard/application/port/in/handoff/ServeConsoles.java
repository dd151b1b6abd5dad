package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Declined;
import dev.switchboard.application.port.in.handoff.KeepDrafts.Kept;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Read;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Said;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An agent's console from its beginning to its end. All consoles of an agent see the same; what an
/// agent may do is known by the console, which its adapter has proven.
public interface ServeConsoles {

    /// What is kept of an earlier connection of this very agent, if its window has not passed.
    Optional<ClientSession> recall(SessionKey key, Agent agent);

    /// Whether the agent may have one more console now. Others may come meanwhile: see [#arrive].
    /// Never blocks.
    boolean hasRoom(Agent agent);

    /// A console connects. Its line is told [ConsoleLine.Notice.Ready] and a snapshot of each
    /// permitted queue, of which it hears from then on. Then, of each conversation that the agent
    /// holds, either all that came behind the place it names is pushed, if that is no older than
    /// agents may see, or it gets a snapshot and is pushed what comes after it. At last the state
    /// of the agent's messages that are not delivered is restated.
    ///
    /// With the first console the agent is signed in.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException nothing is told
    ///   and nobody has come then
    Arrived arrive(Arrival arrival);

    /// A console that was full takes pushes again. Never blocks.
    void drained(ClientId console);

    /// A connection ended. Leases stay for as long as the rules say. Nothing happens if another
    /// connection has taken over.
    void leave(ClientId console, ConsoleLine line, Leaving leaving);

    /// @param supervisor whether the agent may watch any conversation of the tenant
    /// @param user who the agent is in an organisation, or null: with the first console the agent
    ///   is signed in as that user
    /// @param session its secret session's key; null if it cannot be continued later
    /// @param continued what [#recall] found for it; null if it is a new session
    /// @param cursors up to where the console has each conversation, as far as it says so; goes
    ///   before what was kept
    record Arrival(
            ClientId console,
            Agent agent,
            boolean supervisor,
            @Nullable UserRef user,
            @Nullable SessionKey session,
            @Nullable ClientSession continued,
            Map<ConversationId, Long> cursors,
            ConsoleLine line) {
        public Arrival {
            cursors = Map.copyOf(cursors);
        }
    }

    enum Leaving {
        /// The agent signed this console out: nothing is kept. With the last console the agent is
        /// signed out at once.
        FOR_GOOD,
        /// The hub ended it: nothing is kept.
        PUT_OUT,
        /// The line broke: the session waits for the next connection.
        FOR_NOW
    }

    enum Arrived {
        DONE,
        /// The agent has as many consoles as one may have.
        TOO_MANY
    }

    /// Why a command of a console did nothing.
    enum DeskRefusal implements Accepted, Declined, Said, Read, Given, Watching, Kept {
        /// There is no such conversation for this agent, and was not.
        NOT_FOUND,
        /// For supervisors only.
        FORBIDDEN,
        /// The lease is over.
        LEASE_LOST,
        /// The command's id was used with another content.
        ID_REUSED,
        /// A file that a message names was not sent to us.
        NO_SUCH_FILE,
        /// There is no such queue, or the agent takes no chats now.
        NO_TARGET,
        /// Another agent has the handoff.
        TAKEN,
        /// The handoff is over, or never was.
        GONE,
        /// The handoff changed since this version, or is not offered to this agent in it.
        CHANGED,
        /// The agent has, or the console follows, as many conversations as it may.
        AT_LIMIT,
        /// The agent takes no chats now.
        NOT_AVAILABLE
    }
}
