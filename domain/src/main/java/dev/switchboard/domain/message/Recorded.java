package dev.switchboard.domain.message;

import dev.switchboard.domain.delivery.Delivery;
import java.util.List;

/// A message and where each of its deliveries stands.
public record Recorded(Message message, List<Delivery> deliveries) {
    public Recorded {
        deliveries = List.copyOf(deliveries);
    }
}
