package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Over;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last handoff of each conversation, one record each. It is removed with its conversation.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Handoffs {

    /// Returns the conversation's last handoff, in any state.
    Optional<Handoff> find(ConversationId conversation);

    /// Stores one step; durable when it returns. Of concurrent callers with the same `expected`,
    /// one wins. After an unknown outcome the same step may be repeated: if it was stored already,
    /// the result is [Changed.Done].
    ///
    /// @param expected the stored version as far as the caller knows, 0 for none
    /// @param next has a higher version
    Changed change(long expected, Handoff next);

    /// Stores the expiry and the read mark of leases, each if its handoff still has this version,
    /// and skips the others. A lost update is harmless: the lease then lasts longer and the read
    /// mark is older. One write, however many there are.
    ///
    /// @param renewed at least one
    void keep(List<Leased> renewed);

    /// Returns the conversation's last handoff if it is live, or ended and not [finished][#finish].
    Optional<Handoff> open(ConversationId conversation);

    /// Returns live handoffs and ended handoffs that are not [finished][#finish], by ascending
    /// conversation. Uses an index, so the number of ended handoffs does not matter. One that
    /// cannot be read is left out. A page shorter than its limit is the last.
    ///
    /// @param after the conversation to continue after; null to begin
    /// @param limit 1 to 1000
    List<Handoff> open(@Nullable ConversationId after, int limit);

    /// Marks that everything which follows from the handoff's end is done. Does nothing if another
    /// handoff has begun.
    void finish(Over over);

    /// Removes the customer's data from a conversation's last handoff.
    ///
    /// @return false, without a change, if the handoff is not ended and finished
    boolean erase(ConversationId conversation);

    sealed interface Changed {

        record Done() implements Changed {}

        /// Another call stored a step.
        ///
        /// @param there the stored handoff, or null if there is none
        record Overtaken(@Nullable Handoff there) implements Changed {}
    }
}
