package dev.switchboard.application.service.live;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.Offered;
import java.util.OptionalLong;

/// The client or console that gets the messages of feeds.
interface FeedReceiver {

    /// Sends a message; see [ClientLine#push].
    Offered push(Message message, boolean redelivered);

    /// Returns the `seq` after which it may read a conversation, as the store has it now. Empty if
    /// it may not any more; then its feed has ended.
    default OptionalLong readableAfter(ConversationId conversation) {
        return OptionalLong.of(0);
    }

    /// Its position in a conversation is lower than before, because that has ended and begun anew.
    default void beganAnew() {}
}
