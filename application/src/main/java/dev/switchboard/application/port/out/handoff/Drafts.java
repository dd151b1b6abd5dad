package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.ReplyDraft;
import java.time.Instant;
import java.util.List;

/// Stores what agents have written and not said: one draft for each agent and conversation. Times
/// are kept to the millisecond.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s; the same call again finishes what was begun.
public interface Drafts {

    /// Keeps a draft unless the one that is there is newer. An empty one is kept too, so that an
    /// older one that comes late does not take its place.
    ///
    /// @return the draft that is there now
    ReplyDraft keep(ReplyDraft draft);

    /// An agent's drafts that are not empty, 100 at most.
    List<ReplyDraft> of(Agent agent);

    /// All agents' drafts for a conversation that are not empty, 100 at most.
    List<ReplyDraft> of(ConversationId conversation);

    /// Removes all drafts for a conversation.
    void forget(ConversationId conversation);

    /// Removes the drafts that were written at `last` or before.
    void forgetThrough(Instant last);
}
