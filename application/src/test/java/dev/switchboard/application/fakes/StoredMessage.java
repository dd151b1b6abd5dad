package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message with its deliveries, their places in their lanes, and its trace.
final class StoredMessage {
    /// Changes when it is erased.
    Message message;

    final Map<Target, Delivery> deliveries = new LinkedHashMap<>();
    final List<Hop> trace = new ArrayList<>();
    @Nullable String receipt;
    private final Map<Target, Long> places = new LinkedHashMap<>();

    /// @param place greater than every earlier place
    StoredMessage(Message message, Entry entry, long place) {
        this.message = message;
        entry.deliveries().forEach(delivery -> become(delivery, place));
    }

    /// Changes a delivery and moves it to another place in its lane.
    void become(Delivery next, long place) {
        places.put(next.target(), place);
        become(next);
    }

    void become(Delivery next) {
        deliveries.put(next.target(), next);
    }

    void traced(Target target, Attempt attempt) {
        trace.add(new Hop(target, attempt));
    }

    @Nullable Attempt lastCallOf(Target target) {
        return trace.reversed().stream()
                .filter(hop -> hop.target().equals(target))
                .map(Hop::attempt)
                .filter(attempt -> attempt.number() > 0)
                .findFirst()
                .orElse(null);
    }

    long placeFor(Target target) {
        return places.getOrDefault(target, 0L);
    }

    Optional<Delivery> deliveryTo(Target target) {
        return Optional.ofNullable(deliveries.get(target));
    }

    Recorded recorded() {
        return new Recorded(message, List.copyOf(deliveries.values()));
    }
}
