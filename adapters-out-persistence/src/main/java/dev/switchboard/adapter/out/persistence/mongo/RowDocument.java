package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message without its content and trace: all that deliveries are about.
record RowDocument(
        String id, String conversation, long seq, Instant at, List<DeliveryDocument> deliveries) {

    static final String[] FIELDS = {"conversation", "seq", "at", "deliveries"};

    Optional<DeliveryDocument> deliveryTo(String target) {
        return deliveries.stream().filter(owed -> owed.target().equals(target)).findFirst();
    }

    Item toItem(DeliveryDocument delivery) {
        return new Item(
                new MessageId(id),
                new ConversationId(conversation),
                seq,
                at,
                delivery.toDelivery(),
                delivery.last() == null ? null : HopMapper.HOPS.toAttempt(delivery.last()));
    }
}
