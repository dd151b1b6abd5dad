package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parked deliveries in memory. One that is mended is remembered as no longer parked.
public final class FakeDeliveries implements FollowDeliveries, RedriveDeliveries {

    private final Map<MessageId, Item> items = new LinkedHashMap<>();
    private final List<MessageId> mended = new ArrayList<>();
    private final List<Query> queries = new ArrayList<>();
    private final List<Selection> selections = new ArrayList<>();
    private final List<Remedy> remedies = new ArrayList<>();

    public void reset() {
        items.clear();
        mended.clear();
        queries.clear();
        selections.clear();
        remedies.clear();
    }

    public void add(Item item) {
        items.put(item.message(), item);
    }

    public Query lastQuery() {
        return queries.getLast();
    }

    public Selection lastSelection() {
        return selections.getLast();
    }

    public Remedy lastRemedy() {
        return remedies.getLast();
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
        List<Item> fitting =
                items.values().stream()
                        .filter(item -> isBehind(item, query))
                        .filter(item -> query.statuses().contains(item.status()))
                        .toList();
        List<Item> page = fitting.stream().limit(query.limit()).toList();
        return new Page(page, fitting.size() > query.limit() ? page.getLast().message() : null);
    }

    private static boolean isBehind(Item item, Query query) {
        MessageId after = query.after();
        return after == null || item.message().value().compareTo(after.value()) > 0;
    }

    @Override
    public Outcome redrive(MessageId message, Target target) {
        return mend(message, target);
    }

    @Override
    public Optional<List<Target>> redrive(MessageId message) {
        return ofChannelMessage(message)
                .map(item -> item.delivery().target())
                .map(target ->
                        redrive(message, target) == Outcome.DONE ? List.of(target) : List.of());
    }

    @Override
    public Bulk applyToAll(Selection selection, Remedy remedy) {
        selections.add(selection);
        remedies.add(remedy);
        return new Bulk(items.size() - 1, Map.of(Left.REFUSED, 1));
    }

    @Override
    public Preview preview(Selection selection, Remedy remedy) {
        selections.add(selection);
        remedies.add(remedy);
        if (items.isEmpty()) {
            return new Preview(Map.of(), Map.of(), null, Samples.NOON);
        }
        Item oldest = items.values().iterator().next();
        Target target = oldest.delivery().target();
        return new Preview(
                Map.of(target, items.size() - 1),
                Map.of(Left.REFUSED, 1),
                oldest.acceptedAt(),
                Samples.NOON);
    }

    @Override
    public Outcome discard(MessageId message, Target target) {
        return mend(message, target);
    }

    private Outcome mend(MessageId message, Target target) {
        if (find(message, target).isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (mended.contains(message)) {
            return Outcome.NOT_PARKED;
        }
        mended.add(message);
        return Outcome.DONE;
    }
}
