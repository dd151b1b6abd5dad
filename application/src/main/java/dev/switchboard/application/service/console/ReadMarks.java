package dev.switchboard.application.service.console;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.KeepLeases;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import org.jspecify.annotations.Nullable;

/// Marks what agents have read in the conversations that they hold.
final class ReadMarks {

    private final Consoles consoles;
    private final UnreadTally unread;
    private final KeepLeases leases;

    /// @param leases at the owners of the conversations
    ReadMarks(Consoles consoles, UnreadTally unread, KeepLeases leases) {
        this.consoles = consoles;
        this.unread = unread;
        this.leases = leases;
    }

    /// Marks everything up to `upTo` as read, at most what the console has.
    ///
    /// @return the remaining unread counts; null if the agent no longer holds the conversation
    ConsoleEvent.@Nullable Unread read(Console console, ConversationId conversation, long upTo) {
        AgentAtConsole all = console.at(conversation);
        Agent agent = console.agent();
        long seq = Math.min(upTo, all.has());
        if (!leases.read(conversation, new AgentAtConsole(agent, all.watches(), seq))) {
            return null;
        }
        if (unread.read(agent, conversation, seq)) {
            consoles.recounted(agent);
        }
        return unread.counts(agent);
    }
}
