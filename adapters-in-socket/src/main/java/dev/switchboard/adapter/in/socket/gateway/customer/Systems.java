package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The external systems whose clients use this namespace.
final class Systems {

    private final Map<String, CustomerEvents> byOrigin = new HashMap<>();
    private final Map<String, CustomerEvents> byEvent = new HashMap<>();

    Systems(List<CustomerEvents> systems) {
        for (CustomerEvents system : systems) {
            byOrigin.put(system.origin(), system);
            system.names().forEach(name -> byEvent.put(name, system));
        }
    }

    Collection<CustomerEvents> all() {
        return byOrigin.values();
    }

    Optional<CustomerEvents> taking(String event) {
        return Optional.ofNullable(byEvent.get(event));
    }

    CustomerEvents of(ConversationId conversation) {
        CustomerEvents system = byOrigin.get(conversation.origin());
        if (system == null) {
            throw new IllegalStateException(
                    "No events for conversations of " + conversation.origin());
        }
        return system;
    }
}
