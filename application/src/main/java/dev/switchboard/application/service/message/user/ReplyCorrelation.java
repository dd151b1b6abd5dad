package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the message that a reply answers: by its sender's own id, else by a receipt of the bot.
/// Each name costs at most one read, and the first known one ends the search.
final class ReplyCorrelation {

    private final MessageRelay relay;
    private final History history;

    ReplyCorrelation(MessageRelay relay, History history) {
        this.relay = relay;
        this.history = history;
    }

    /// Returns a message of this conversation, or null.
    @Nullable MessageId find(Asked asked, ConversationId conversation, Instant now) {
        String id = asked.key();
        Optional<MessageId> named =
                id == null ? Optional.empty() : relay.find(key(conversation, id, "", now));
        return named.or(() -> taken(asked, conversation)).orElse(null);
    }

    private Optional<MessageId> taken(Asked asked, ConversationId conversation) {
        for (String receipt : asked.receipts()) {
            Optional<MessageId> found = history.findByReceipt(conversation, receipt);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Returns the key of a user's message: its sender's own id, within its conversation.
    static IdempotencyKey key(
            ConversationId conversation, String id, String fingerprint, Instant now) {
        return new IdempotencyKey(
                "user:" + conversation, id, fingerprint, now.plus(IdempotencyKey.LIFE));
    }
}
