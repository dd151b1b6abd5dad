package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.KnownConversations.Known;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import java.sql.SQLException;
import java.util.Optional;

/// Stores a message with all that belongs to it, in the transaction it is called in.
final class Appending {

    private final KnownConversations known;

    Appending(KnownConversations known) {
        this.known = known;
    }

    Appended append(Sql sql, Entry entry) throws SQLException {
        if (entry.key() != null) {
            Optional<Appended> earlier =
                    IdempotencyKeys.claim(sql, entry.key(), entry.id(), entry.at());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        Known conversation = known.of(sql, entry.conversation(), entry.at());
        Message message = message(entry, conversation.nextSeq());
        MessageRows.insert(sql, message, conversation.id());
        conversation.active(sql, entry);
        for (Delivery delivery : entry.deliveries()) {
            long target = known.target(sql, conversation, delivery.target());
            DeliveryTable.insert(sql, message, conversation.id(), target, delivery);
        }
        if (entry.answers() != null) {
            DeliveryTable.answer(sql, entry.answers(), entry.at());
        }
        return new Appended.Stored(message);
    }

    private static Message message(Entry entry, long seq) {
        return new Message(
                entry.id(),
                entry.conversation(),
                seq,
                entry.author(),
                entry.content(),
                entry.replyTo(),
                entry.answers(),
                entry.at());
    }
}
