package dev.switchboard.application.fakes;

import dev.switchboard.application.fakes.StoreState.Slot;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryDeliveryLog implements DeliveryLog {
    private final StoreState state;

    InMemoryDeliveryLog(StoreState state) {
        this.state = state;
    }

    @Override
    public Optional<Item> find(MessageId message, Target target) {
        return state.alone(() ->
                state.find(message)
                        .flatMap(stored -> stored.deliveryTo(target).map(d -> new Slot(stored, d)))
                        .map(InMemoryDeliveryLog::item));
    }

    @Override
    public List<Item> list(Query query) {
        return state.alone(() ->
                firstOf(
                        state.slots()
                                .filter(slot -> fits(slot, query))
                                .map(InMemoryDeliveryLog::item)
                                .toList(),
                        query.limit()));
    }

    private static List<Item> firstOf(List<Item> items, int limit) {
        int end = Math.min(limit, items.size());
        while (end < items.size()
                && items.get(end).message().equals(items.get(end - 1).message())) {
            end++;
        }
        return items.subList(0, end);
    }

    @Override
    public Statistics statistics(Target target, Instant since) {
        return state.alone(() ->
                DeliveryCount.of(
                        state.slots()
                                .filter(slot -> slot.delivery().target().equals(target))
                                .filter(slot -> !message(slot).at().isBefore(since))
                                .map(InMemoryDeliveryLog::item)
                                .toList()));
    }

    private static boolean fits(Slot slot, Query query) {
        Message message = message(slot);
        Delivery delivery = slot.delivery();
        return (query.target() == null || query.target().equals(delivery.target()))
                && (query.conversation() == null
                        || query.conversation().equals(message.conversation()))
                && (query.states().isEmpty() || query.states().contains(stateOf(delivery)))
                && (query.parkedFor() == null || query.parkedFor().equals(reasonOf(delivery)))
                && (query.before() == null || message.at().isBefore(query.before()))
                && (query.after() == null
                        || message.id().value().compareTo(query.after().value()) > 0);
    }

    private static State stateOf(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Pending _ -> State.PENDING;
            case Delivery.Delivered _ -> State.DELIVERED;
            case Delivery.Answered _ -> State.ANSWERED;
            case Delivery.Parked _ -> State.PARKED;
            case Delivery.Discarded _ -> State.DISCARDED;
        };
    }

    private static @Nullable String reasonOf(Delivery delivery) {
        return delivery instanceof Delivery.Parked parked ? parked.reason().code() : null;
    }

    private static Message message(Slot slot) {
        return slot.stored().message;
    }

    private static Item item(Slot slot) {
        Message message = message(slot);
        return new Item(
                message.id(),
                message.conversation(),
                message.seq(),
                message.at(),
                slot.delivery(),
                lastCall(slot));
    }

    private static @Nullable Attempt lastCall(Slot slot) {
        return slot.stored().trace.reversed().stream()
                .filter(hop -> hop.target().equals(slot.delivery().target()))
                .map(Hop::attempt)
                .filter(attempt -> attempt.number() > 0)
                .findFirst()
                .orElse(null);
    }
}
