package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagging;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.TransferConversations.LeaseCommand;
import dev.switchboard.application.port.in.handoff.WriteAsAgent.AgentAtConsole;
import dev.switchboard.domain.handoff.LabelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the steps of a handoff that its agent wants, at the hub that owns the conversation.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s, or if
/// the owner cannot be reached. Repeating the call, which is recognised by its id, completes an
/// unfinished one.
public interface ChangeHandoffs {

    /// See [TagConversations#tag].
    Tagged tag(Tagging tagging, AgentAtConsole by);

    /// See [TransferConversations#transfer].
    Given transfer(LeaseCommand command, AgentAtConsole by, Passage passage);

    /// See [TransferConversations#end].
    Given end(
            LeaseCommand command,
            AgentAtConsole by,
            @Nullable LabelId outcome,
            @Nullable List<LabelId> tags);

    /// The passage of a conversation to somebody else.
    ///
    /// @param open whether the desk has such a queue, or a free place of that agent
    record Passage(Destination to, boolean open) {}
}
