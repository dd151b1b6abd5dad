package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;

/// Keeps what agents write, so that they find it again in another browser.
public interface KeepDrafts {

    /// Keeps it until it is said, the handoff is over or a week has passed. The agent's other
    /// consoles are told. A newer one that is there stays.
    ///
    /// @param text empty to remove what is there
    /// @param at when it was written; what lies in the future counts as now
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException it is kept or
    ///   not
    Kept keep(ClientId console, ConversationId conversation, String text, Instant at);

    /// Refused as `NOT_FOUND` unless the agent holds the conversation.
    sealed interface Kept permits Kept.Done, DeskRefusal {

        /// @param at of the draft that is there now
        record Done(Instant at) implements Kept {}
    }
}
