package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Declined;
import dev.switchboard.application.port.in.handoff.KeepDrafts.Kept;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Granted;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Read;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choices;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Chosen;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Assigned;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Emptied;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Prioritised;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;
import dev.switchboard.application.port.in.handoff.WatchWall.Shown;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Serves an agent's console from its connection to its end. All consoles of an agent see the same.
/// An agent's rights are found by the console, whose identity its adapter has proven.
public interface ServeConsoles {

    /// Returns the state of an earlier connection of this agent, if its window has not passed.
    Optional<ClientSession> recall(SessionKey key, Agent agent);

    /// Whether the agent may have one more console now. Another one may come before [#arrive] is
    /// called. Never blocks.
    boolean hasRoom(Agent agent);

    /// Connects a console. Its line gets [ConsoleLine.ConsoleEvent.Ready] and a snapshot of each
    /// permitted queue, whose changes it gets from then on. Each conversation that the agent holds
    /// follows: if the console names its position in it, and that is no older than agents may see,
    /// every later message is pushed; otherwise it gets a snapshot and is pushed what comes after
    /// it. At last it gets the state of the agent's undelivered messages.
    ///
    /// The first console signs the agent in.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the store does
    ///   not answer, or not all leases are known since the hub started; nothing was sent then, and
    ///   the console is not connected
    Arrived arrive(Arrival arrival);

    /// Resumes pushes to a console that was full. Never blocks.
    void drained(ClientId console);

    /// Ends a connection. Leases stay for as long as the rules say. Does nothing if another
    /// connection has taken over.
    void leave(ClientId console, ConsoleLine line, Leaving leaving);

    /// @param supervisor whether the agent may watch any conversation of the tenant
    /// @param user the agent's user in an organisation, or null: the first console signs the agent
    ///   in as that user
    /// @param session the key of its secret session; null if it cannot be continued later
    /// @param continued the result of [#recall]; null for a new session
    /// @param cursors the last `seq` that the console has of each conversation it names; others are
    ///   shown anew, because it may have got nothing of what it was sent
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
        /// The agent signed this console out: nothing is kept. The last console signs the agent out
        /// at once.
        FOR_GOOD,
        /// The hub ended it: nothing is kept.
        PUT_OUT,
        /// The connection broke: the session waits for the next connection.
        FOR_NOW
    }

    enum Arrived {
        DONE,
        /// The agent has as many consoles as one may have.
        TOO_MANY
    }

    /// The reason for which a command of a console did nothing.
    enum DeskRefusal
            implements
                    Accepted, Granted, Declined, SendResult, Read, Given, Tagged, Watching, Kept,
                    Shown, Assigned, Emptied, Prioritised, Found, Choices, Chosen {
        /// There is no such conversation for this agent, and there never was.
        NOT_FOUND,
        /// For supervisors only.
        FORBIDDEN,
        /// The lease is over.
        LEASE_LOST,
        /// The command's id was used with another content.
        ID_REUSED,
        /// The hub does not have a file that a message names.
        NO_SUCH_FILE,
        /// The tenant's agents cannot choose this outcome.
        NO_SUCH_OUTCOME,
        /// The tenant's agents cannot choose one of these tags.
        NO_SUCH_TAG,
        /// The agent cannot be in this state.
        NO_SUCH_STATE,
        /// There is no such queue, or the agent takes no chats now.
        NO_TARGET,
        /// Another agent has the handoff.
        TAKEN,
        /// The handoff is over, or never was.
        GONE,
        /// The handoff changed since this version, or is not offered to this agent in it.
        CHANGED,
        /// The agent holds, or the console follows, as many conversations as allowed, or a
        /// conversation has as many tags.
        AT_LIMIT,
        /// The agent takes no chats now.
        NOT_AVAILABLE,
        /// There is no word to look for.
        NOTHING_ASKED
    }
}
