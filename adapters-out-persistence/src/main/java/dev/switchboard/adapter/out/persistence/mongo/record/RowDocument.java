package dev.switchboard.adapter.out.persistence.mongo.record;

import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message without its content and trace, for reading its deliveries.
public record RowDocument(
        String id, String conversation, long seq, Instant at, List<DeliveryDocument> deliveries) {

    public static final List<String> FIELDS = List.of("conversation", "seq", "at", "deliveries");

    public Optional<DeliveryDocument> deliveryTo(String target) {
        return deliveries.stream().filter(owed -> owed.target().equals(target)).findFirst();
    }

    public Item toItem(DeliveryDocument delivery) {
        return new Item(
                new MessageId(id),
                new ConversationId(conversation),
                seq,
                at,
                delivery.toDelivery(),
                delivery.last() == null ? null : delivery.last().toAttempt(id));
    }
}
