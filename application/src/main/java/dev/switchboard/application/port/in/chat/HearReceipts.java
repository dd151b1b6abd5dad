package dev.switchboard.application.port.in.chat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hears what became, on the way to a user, of messages that a platform took from us.
public interface HearReceipts {

    /// Each is in its message's trace when this returns, once however often it is told. What a
    /// platform could not bring to its user after all is parked, and the agent is told. A receipt
    /// of no message of its conversation changes nothing.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the same again
    ///   is heard once
    void hearOf(List<Receipt> all);

    /// @param conversation the user's
    /// @param message what we called it, if the platform says so
    /// @param id what the platform calls it, 1-200 characters
    /// @param failure why the user will not have it; null unless the state is [State#FAILED]
    record Receipt(
            ConversationId conversation,
            @Nullable MessageId message,
            String id,
            State state,
            @Nullable ParkReason failure) {

        public static final int MOST_ID = 200;

        /// The same, in another conversation of the user.
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
