package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A command of a console, parsed and validated as far as possible without a lookup.
sealed interface AgentCommand {

    /// A command that the services for consoles carry out.
    sealed interface Plain extends AgentCommand {}

    /// @param queues null for all that the agent may see
    record WatchQueues(@Nullable Set<QueueId> queues) implements Plain {}

    record Accept(HandoffId handoff, long version) implements Plain {}

    record Decline(HandoffId handoff, long version, String reason) implements Plain {}

    record Heartbeat(List<Named> named) implements Plain {

        /// @param lease null if the text has not the form of a lease id
        record Named(String written, @Nullable LeaseId lease) {}

        List<LeaseId> leases() {
            return named.stream().map(Named::lease).flatMap(Stream::ofNullable).toList();
        }
    }

    /// @param id the console's own id of the message
    /// @param content in the form in which it is journaled
    record Say(
            ConversationId conversation,
            LeaseId lease,
            String id,
            Content content,
            List<MediaId> files)
            implements Plain {}

    /// @param id the console's own id of the note
    /// @param whispered for the holder alone
    record AddNote(ConversationId conversation, String id, AgentNote note, boolean whispered)
            implements Plain {}

    /// @param text empty to remove the draft
    record SetDraft(ConversationId conversation, String text, Instant at) implements Plain {}

    record Type(ConversationId conversation, boolean active) implements Plain {}

    record Read(ConversationId conversation, long seq) implements Plain {}

    record Transfer(
            ConversationId conversation, LeaseId lease, String id, Destination to, String note)
            implements Plain {}

    /// @param note why it ended, and what other agents should know; may be empty
    /// @param outcome null if the agent names none
    /// @param tags null to leave them as they are
    record End(
            ConversationId conversation,
            LeaseId lease,
            String id,
            String note,
            @Nullable LabelId outcome,
            @Nullable List<LabelId> tags)
            implements Plain {}

    /// @param id the console's own id of the change
    record ChangeTags(
            ConversationId conversation, String id, List<LabelId> add, List<LabelId> remove)
            implements Plain {}

    /// @param leases those whose wrap-up times end
    record EndWrapUps(List<LeaseId> leases) implements Plain {}

    /// Asks for the possible targets of a transfer.
    record GetTargets() implements Plain {}

    /// A command that only supervisors may give.
    sealed interface Supervised extends Plain {}

    /// @param after the last `seq` that the console has; null for new messages only
    record Watch(ConversationId conversation, @Nullable Long after) implements Supervised {}

    record Unwatch(ConversationId conversation) implements Supervised {}

    /// A supervisor's decision about a handoff.
    ///
    /// @param version the version that the supervisor saw
    /// @param id the console's own id of the command
    record Decision(
            ConversationId conversation, HandoffId handoff, long version, String id, String note) {}

    record Take(Decision decision) implements Supervised {}

    record Assign(Decision decision, Destination to) implements Supervised {}

    /// @param id the console's own id of the command
    record EmptyAgent(AgentId agent, String id, QueueId to, String note) implements Supervised {}

    /// Asks in which states an agent may be.
    record ListStates(AgentId agent) implements Supervised {}

    /// @param id the console's own id of the command
    record ChooseFor(AgentId agent, String id, long profile, long state) implements Supervised {}

    /// @param version the version that the supervisor saw
    /// @param id the console's own id of the command
    record Prioritise(HandoffId handoff, long version, String id, Priority priority)
            implements Supervised {}

    /// @param zone where the day of queues begins
    record WatchWall(ZoneId zone) implements Supervised {}

    record UnwatchWall() implements Supervised {}

    /// A command that reads what was before.
    sealed interface Past extends Plain {}

    /// @param before returns only messages with a smaller `seq`; null for the newest
    record GetContext(ConversationId conversation, @Nullable Long before, int limit)
            implements Past {}

    /// @param before returns only handoffs that ended before this `seq`; null for the latest
    record ListFormers(ConversationId conversation, @Nullable Long before, int limit)
            implements Past {}

    record SearchHistory(SearchMessages.SearchQuery query) implements Past {}

    /// @param day null for today
    /// @param zone where the day begins and ends
    record GetFigures(@Nullable LocalDate day, ZoneId zone) implements Past {}

    record ChooseAvailability(long profile, long state) implements Plain {}

    /// @param after the last `seq` that the console has seen; null to get everything
    record WatchPresence(List<String> paths, @Nullable Long after) implements AgentCommand {}

    record UnwatchPresence(List<String> paths) implements AgentCommand {}

    record Refresh(Secret token) implements AgentCommand {}
}
