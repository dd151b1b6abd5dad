package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ChangeHandoffs.Passage;
import dev.switchboard.application.port.in.handoff.OfferHandoffs.Granted;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Assigned;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Directive;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Prioritised;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Ranking;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;

/// Takes the steps of a handoff that a supervisor of its tenant wants, at the hub that owns the
/// conversation: see [SuperviseHandoffs].
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s, or if
/// the owner cannot be reached. Repeating the call, which is recognised by its id, completes an
/// unfinished one.
public interface DirectHandoffs {

    /// See [SuperviseHandoffs#take].
    ///
    /// @param hasPlace whether a place of the supervisor is reserved for it
    Granted take(Directive directive, Agent supervisor, boolean hasPlace);

    /// See [SuperviseHandoffs#assign].
    Assigned assign(Directive directive, Agent supervisor, Passage passage);

    /// See [SuperviseHandoffs#prioritise].
    Prioritised prioritise(ConversationId conversation, Agent supervisor, Ranking ranking);
}
