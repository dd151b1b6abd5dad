package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Accepted;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs.Declined;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Read;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.Said;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;

/// Why a command of a console did nothing.
public enum DeskRefusal implements Accepted, Declined, Said, Read, Given, Watching {
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
