package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records receipts: what happened to our messages after a platform took them.
public interface HearReceipts {

    /// Adds each receipt to its message's trace before it returns; a repeated receipt is recorded
    /// once. A message that the platform failed to bring to its user is parked, and the agent is
    /// told. A receipt that matches no message of its conversation changes nothing.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException also if a
    ///   message failed before the outcome of the hub's own call is journaled; the caller may
    ///   repeat the call; nothing is recorded twice
    void hearOf(List<Receipt> all);

    /// @param conversation the user's conversation
    /// @param message our id of the message; null if the platform does not say it
    /// @param id the platform's id of the message, 1-200 characters
    /// @param failure why the user will not get it; null unless the state is [State#FAILED]
    record Receipt(
            ConversationId conversation,
            @Nullable MessageId message,
            String id,
            State state,
            @Nullable ParkReason failure) {

        public static final int MOST_ID = 200;

        /// Returns this receipt for another conversation of the user.
        public Receipt in(ConversationId other) {
            return new Receipt(other, message, id, state, failure);
        }
    }

    enum State {
        DELIVERED,
        READ,
        FAILED
    }
}
