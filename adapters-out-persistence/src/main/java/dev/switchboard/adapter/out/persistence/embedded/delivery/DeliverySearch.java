package dev.switchboard.adapter.out.persistence.embedded.delivery;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Threads;
import dev.switchboard.adapter.out.persistence.query.MessageIds;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One search for deliveries, oldest message first. The query decides which table is scanned: one
/// conversation, pending deliveries, dead ones, those of one target, or all.
final class DeliverySearch {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySearch.class);
    private static final Set<State> DEAD = EnumSet.of(State.PARKED, State.DISCARDED);
    private static final byte[] BEFORE_ALL = {};
    private static final byte[] BEHIND_ALL = {-1};

    private final View view;
    private final Query query;
    private final List<Item> found = new ArrayList<>();

    DeliverySearch(View view, Query query) {
        this.view = view;
        this.query = query;
    }

    List<Item> run() {
        MessageId after = query.after();
        Optional<Message> last = after == null ? Optional.empty() : message(after);
        ConversationId conversation = query.conversation();
        if (conversation != null) {
            inConversation(conversation, last.orElse(null));
        } else if (onlyPending()) {
            pending();
        } else if (dead()) {
            dead(last.orElse(null));
        } else if (query.target() != null) {
            sent(query.target(), last.orElse(null));
        } else {
            all();
        }
        return found;
    }

    private Optional<Message> message(MessageId id) {
        return MessageRecord.ifSound(view, id).map(MessageRecord::message);
    }

    /// The message to continue after, if it cannot be read or is gone: what comes behind it is told
    /// by the ids. Otherwise null.
    private @Nullable MessageId missing(@Nullable Message after) {
        return after == null ? query.after() : null;
    }

    private static boolean isBehind(MessageId id, @Nullable MessageId missing) {
        return missing == null || id.value().compareTo(missing.value()) > 0;
    }

    private boolean onlyPending() {
        return query.states().equals(Set.of(State.PENDING));
    }

    private boolean dead() {
        return query.parkedFor() != null
                || (!query.states().isEmpty() && DEAD.containsAll(query.states()));
    }

    private void inConversation(ConversationId conversation, @Nullable Message after) {
        MessageId missing = missing(after);
        Threads.follow(
                view,
                conversation,
                after == null ? 0 : after.seq(),
                id -> {
                    if (isBehind(id, missing)) {
                        addAll(id);
                    }
                    return !full();
                });
    }

    /// Whether the page is complete before the next message.
    private boolean endsBefore(MessageId next) {
        return full() && !found.getLast().message().equals(next);
    }

    private void addAll(MessageId id) {
        MessageRecord.ifSound(view, id)
                .ifPresent(stored ->
                        stored.targets().stream()
                                .sorted(Comparator.comparing(Target::toString))
                                .forEach(target -> add(stored.message(), target)));
    }

    /// Scans everything that is pending, and keeps the oldest entries after the last page.
    private void pending() {
        byte[] after = query.after() == null ? BEFORE_ALL : MessageKey.of(query.after());
        OldestPlaces oldest =
                new OldestPlaces(query.before() == null ? query.limit() : Integer.MAX_VALUE);
        Target target = query.target();
        byte[] from = target == null ? BEFORE_ALL : Keys.target(target);
        byte[] until = target == null ? BEHIND_ALL : ByteWriter.behind(from);
        try (Scan scan = view.scan(Table.PENDING, from, until)) {
            while (scan.next()) {
                byte[] message = scan.value();
                if (java.util.Arrays.compareUnsigned(message, after) > 0) {
                    oldest.add(
                            MessageKey.read(message).value(),
                            Keys.Pending.read(scan.key()).target().toString());
                }
            }
        }
        for (var place : oldest.targets.entrySet()) {
            MessageId message = new MessageId(place.getKey());
            if (full()) {
                return;
            }
            place.getValue().forEach(name -> add(message, Target.parse(name)));
        }
    }

    /// The targets of the oldest messages, limited to as few messages as fill a page.
    private static final class OldestPlaces {

        private final TreeMap<String, TreeSet<String>> targets = new TreeMap<>();
        private final int limit;
        private int size;

        OldestPlaces(int limit) {
            this.limit = limit;
        }

        void add(String message, String target) {
            targets.computeIfAbsent(message, _ -> new TreeSet<>()).add(target);
            size++;
            while (size - targets.lastEntry().getValue().size() >= limit) {
                size -= targets.pollLastEntry().getValue().size();
            }
        }
    }

    private void dead(@Nullable Message after) {
        Target target = query.target();
        byte[] all = target == null ? new byte[] {Keys.Dead.BY_AGE} : Keys.deadOfTarget(target);
        go(Table.DEAD, all, after);
    }

    private void sent(Target target, @Nullable Message after) {
        go(Table.SENT, Keys.target(target), after);
    }

    /// Scans an index in order of time.
    ///
    /// @param all what its keys begin with, before the time
    private void go(Table table, byte[] all, @Nullable Message after) {
        MessageId missing = missing(after);
        byte[] from = all;
        if (after != null) {
            byte[] id = MessageKey.of(after.id());
            ByteWriter place = new ByteWriter(64).raw(all).instant(after.at()).raw(id);
            from = ByteWriter.behind(place.toBytes());
        } else if (missing != null) {
            Instant earliest = MessageIds.earliestBehind(missing);
            from = new ByteWriter(64).raw(all).instant(earliest).toBytes();
        }
        try (Scan scan = view.scan(table, from, ByteWriter.behind(all))) {
            while (scan.next()) {
                Keys.Dead place =
                        table == Table.DEAD
                                ? Keys.Dead.read(scan.key())
                                : Keys.Dead.readSent(new ByteReader(scan.key()));
                boolean young = query.before() != null && !place.at().isBefore(query.before());
                if (young || endsBefore(place.message())) {
                    return;
                }
                if (isBehind(place.message(), missing)) {
                    add(place.message(), place.target());
                }
            }
        }
    }

    private void all() {
        byte[] from =
                query.after() == null
                        ? BEFORE_ALL
                        : ByteWriter.behind(MessageKey.of(query.after()));
        Instant before = query.before();
        byte[] until = before == null ? BEHIND_ALL : MessageKey.of(MessageIds.behind(before));
        try (Scan scan = view.scan(Table.DELIVERY, from, until)) {
            while (scan.next()) {
                ByteReader key = new ByteReader(scan.key());
                MessageId message = MessageKey.read(key.raw(MessageKey.LENGTH));
                if (endsBefore(message)) {
                    return;
                }
                Target target = Target.parse(key.keyText());
                read(target, scan.value()).ifPresent(record -> add(message, record));
            }
        }
    }

    private static Optional<DeliveryRecord> read(Target target, byte[] value) {
        try {
            return Optional.of(DeliveryRecord.read(target, value));
        } catch (DamagedRecordException e) {
            LOG.error("Left out a delivery: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Reads the message only if its delivery is one of those that are asked for.
    private void add(MessageId id, Target target) {
        DeliveryRecord.ifSound(view, MessageKey.of(id), target)
                .ifPresent(record -> add(id, record));
    }

    private void add(MessageId id, DeliveryRecord record) {
        if (fits(record.delivery())) {
            message(id).ifPresent(message -> add(message, record));
        }
    }

    private void add(Message message, Target target) {
        DeliveryRecord.ifSound(view, MessageKey.of(message.id()), target)
                .ifPresent(record -> add(message, record));
    }

    private void add(Message message, DeliveryRecord record) {
        boolean young = query.before() != null && !message.at().isBefore(query.before());
        if (!young && fits(record.delivery())) {
            found.add(item(message, record));
        }
    }

    static Item item(Message message, DeliveryRecord record) {
        return new Item(
                message.id(),
                message.conversation(),
                message.seq(),
                message.at(),
                record.delivery(),
                record.call());
    }

    private boolean full() {
        return found.size() >= query.limit();
    }

    private boolean fits(Delivery delivery) {
        boolean state = query.states().isEmpty() || query.states().contains(stateOf(delivery));
        boolean target = query.target() == null || query.target().equals(delivery.target());
        return state && target && parkedAsAsked(delivery);
    }

    private boolean parkedAsAsked(Delivery delivery) {
        return query.parkedFor() == null
                || (delivery instanceof Parked parked
                        && parked.reason().code().equals(query.parkedFor()));
    }

    static State stateOf(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Pending _ -> State.PENDING;
            case Delivery.Delivered _ -> State.DELIVERED;
            case Delivery.Answered _ -> State.ANSWERED;
            case Parked _ -> State.PARKED;
            case Delivery.Discarded _ -> State.DISCARDED;
        };
    }
}
