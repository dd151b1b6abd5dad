package dev.switchboard.application.port.out.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Over;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last handoff of each conversation, one record each. It goes when its conversation is
/// forgotten.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Handoffs {

    /// The conversation's last one, in whatever state it is.
    Optional<Handoff> find(ConversationId conversation);

    /// One step, durable when it returns. Of several callers at once with the same `expected`, one
    /// wins. If nobody knows whether a step was taken, the same one may be asked for again: if it
    /// stands already, it is [Changed.Done].
    ///
    /// @param expected the version there is as far as the caller knows, 0 for none
    /// @param next with a higher version
    Changed change(long expected, Handoff next);

    /// Notes how far leases were renewed and read, each if its handoff still has this version;
    /// nothing happens otherwise. What is lost of it is made up for by a longer lease and an older
    /// mark. One write, however many there are.
    ///
    /// @param renewed at least one
    void keep(List<Leased> renewed);

    /// Those that are live, and those that are over but not [finished][#finish], by ascending
    /// conversation. Found by an index, however many ended.
    ///
    /// @param after the conversation to continue behind, null to begin
    /// @param limit 1 to 1000
    List<Handoff> open(@Nullable ConversationId after, int limit);

    /// All that its end brings with it is done. Nothing happens if another handoff has begun.
    void finish(Over over);

    /// Takes what it says of its customer out of a conversation's last handoff.
    ///
    /// @return false, and nothing changed, if that is not over and finished
    boolean erase(ConversationId conversation);

    sealed interface Changed {

        record Done() implements Changed {}

        /// Somebody else took a step.
        ///
        /// @param there what is there now, or null if nothing is
        record Overtaken(@Nullable Handoff there) implements Changed {}
    }
}
