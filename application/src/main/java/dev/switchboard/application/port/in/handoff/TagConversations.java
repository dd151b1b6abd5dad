package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.session.ClientId;
import java.util.List;

/// Lets agents say what a conversation is about.
public interface TagConversations {

    /// Changes the tags of a conversation that an agent holds: for that agent, and for supervisors
    /// who watch it. Durable when it returns. The conversation records it, for agents alone.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException repeating the
    ///   call, which is recognised by its id, completes an unfinished one
    Tagged tag(ClientId console, Tagging tagging);

    /// @param id chosen by the sender, as in [SendAgentMessages.MessageCommand]
    /// @param add tags of the tenant
    /// @param remove any; what the conversation does not have is left out
    /// @param fingerprint a hash of the command
    record Tagging(
            ConversationId conversation,
            String id,
            List<LabelId> add,
            List<LabelId> remove,
            String fingerprint) {

        public Tagging {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }

    /// Refused as `NOT_FOUND`, `ID_REUSED`, `NO_SUCH_TAG` or `AT_LIMIT`.
    sealed interface Tagged permits Tagged.Done, DeskRefusal {

        /// @param tags all that the conversation has now
        /// @param seq the `seq` of the message that records it
        record Done(Tags tags, long seq) implements Tagged {}
    }
}
