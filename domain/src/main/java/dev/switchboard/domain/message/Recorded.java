package dev.switchboard.domain.message;

import dev.switchboard.domain.delivery.Delivery;
import java.util.List;

/// A message and the state of each of its deliveries.
public record Recorded(Message message, List<Delivery> deliveries) {
    public Recorded {
        deliveries = List.copyOf(deliveries);
    }
}
