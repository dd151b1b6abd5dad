package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Deliveries in memory, and a list of the calls. Every page is the last one unless the test says
/// otherwise.
final class FakeChannelDeliveries implements FollowDeliveries, RedriveDeliveries {

    private final Map<MessageId, Item> items = new LinkedHashMap<>();
    private final List<Query> queries = new ArrayList<>();
    private final List<Selection> selections = new ArrayList<>();

    void add(Item item) {
        items.put(item.message(), item);
    }

    List<Query> queries() {
        return queries;
    }

    List<Selection> selections() {
        return selections;
    }

    @Override
    public Optional<Item> ofChannelMessage(MessageId id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public Optional<Item> find(MessageId id, Target target) {
        return ofChannelMessage(id).filter(item -> item.delivery().target().equals(target));
    }

    @Override
    public Page list(Query query) {
        queries.add(query);
        List<Item> found =
                items.values().stream()
                        .filter(item -> item.delivery().target().equals(query.target()))
                        .toList();
        return found.size() <= query.limit()
                ? new Page(found, null)
                : new Page(found.subList(0, query.limit()), found.get(query.limit() - 1).message());
    }

    @Override
    public Outcome redrive(MessageId message, Target target) {
        return find(message, target)
                .map(item ->
                        item.delivery() instanceof Delivery.Parked
                                ? Outcome.DONE
                                : Outcome.NOT_PARKED)
                .orElse(Outcome.UNKNOWN);
    }

    @Override
    public Optional<List<Target>> redrive(MessageId message) {
        throw new UnsupportedOperationException("Not asked for by channel");
    }

    @Override
    public Bulk applyToAll(Selection selection, Remedy remedy) {
        selections.add(selection);
        long parked =
                items.values().stream()
                        .filter(item -> item.delivery().target().equals(selection.target()))
                        .filter(item -> item.delivery() instanceof Delivery.Parked)
                        .count();
        return new Bulk((int) parked, Map.of());
    }

    @Override
    public Preview preview(Selection selection, Remedy remedy) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome discard(MessageId message, Target target) {
        return Outcome.UNKNOWN;
    }
}
