package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Threads;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads messages with their deliveries. Leaves out unreadable ones.
public final class EmbeddedHistory implements History {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedHistory.class);

    // Greater than every id before the year 10889.
    private static final byte[] BEHIND_ALL = {-1};
    private static final byte[] BEFORE_ALL = {0};
    private static final Set<Target> LIVE_ONLY = Set.of(Target.LIVE_CLIENTS);

    private final Store store;
    private final WriterCache cache;

    public EmbeddedHistory(Store store, WriterCache cache) {
        this.store = store;
        this.cache = cache;
    }

    @Override
    public Optional<Recorded> find(MessageId id) {
        return store.read(view -> find(view, id));
    }

    private static Optional<Recorded> find(RecordLookup records, MessageId id) {
        return MessageRecord.ifSound(records, id)
                .map(stored -> new Recorded(stored.message(), deliveries(records, stored)));
    }

    private static List<Delivery> deliveries(RecordLookup records, MessageRecord stored) {
        byte[] message = MessageKey.of(stored.message().id());
        List<Delivery> deliveries = new ArrayList<>(stored.targets().size());
        for (Target target : stored.targets()) {
            DeliveryRecord.ifSound(records, message, target)
                    .map(DeliveryRecord::delivery)
                    .ifPresent(deliveries::add);
        }
        return deliveries;
    }

    @Override
    public Optional<MessageId> findByReceipt(ConversationId conversation, String receipt) {
        Optional<ConversationHead> newest = cache.newest(conversation);
        if (newest.isPresent() && isForLiveClientsOnly(newest.get())) {
            return Optional.empty();
        }
        return store.read(view ->
                ConversationHead.find(view, conversation)
                                .filter(conversationHead -> !isForLiveClientsOnly(conversationHead))
                                .isPresent()
                        ? findByReceipt(view, conversation, receipt)
                        : Optional.empty());
    }

    /// Live clients give no receipts, and a search in vain costs more than an append. A
    /// conversation's set of targets only grows.
    private static boolean isForLiveClientsOnly(ConversationHead conversationHead) {
        return LIVE_ONLY.containsAll(conversationHead.conversation().targets());
    }

    private static Optional<MessageId> findByReceipt(
            View view, ConversationId conversation, String receipt) {
        for (int generation : Threads.newestFirst(view, conversation)) {
            byte[] from = Keys.receipts(generation, conversation, receipt);
            try (Scan scan = view.scanBack(Table.RECEIPT, from, ByteWriter.behind(from))) {
                if (scan.next()) {
                    return Optional.of(MessageKey.read(scan.value()));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Recorded> messages(ConversationId conversation, long after, int limit) {
        return store.read(view -> {
            List<Recorded> found = new ArrayList<>();
            Threads.follow(
                    view,
                    conversation,
                    after,
                    id -> {
                        find(view, id).ifPresent(found::add);
                        return found.size() < limit;
                    });
            return found;
        });
    }

    @Override
    public List<Recorded> since(MessageId after, int limit) {
        // With one more byte, this sorts after the id itself and before the next one.
        byte[] from = Arrays.copyOf(MessageKey.of(after), MessageKey.LENGTH + 1);
        return store.search(view -> {
            try (Scan scan = view.scan(Table.MESSAGE, from, BEHIND_ALL)) {
                return read(view, scan, limit);
            }
        });
    }

    @Override
    public List<Recorded> newest(@Nullable MessageId before, int limit) {
        byte[] until = before == null ? BEHIND_ALL : MessageKey.of(before);
        return store.search(view -> {
            try (Scan scan = view.scanBack(Table.MESSAGE, BEFORE_ALL, until)) {
                return read(view, scan, limit);
            }
        });
    }

    private static List<Recorded> read(View view, Scan scan, int limit) {
        List<Recorded> found = new ArrayList<>();
        while (found.size() < limit && scan.next()) {
            find(view, MessageKey.read(scan.key())).ifPresent(found::add);
        }
        return found;
    }

    @Override
    public List<Hop> trace(MessageId id) {
        return store.read(view -> trace(view, id));
    }

    private record Place(long step, Hop hop) {}

    private static List<Hop> trace(View view, MessageId id) {
        byte[] message = MessageKey.of(id);
        List<Place> places = new ArrayList<>();
        collect(view, Table.DELIVERY, message, scan -> ofDelivery(scan, places));
        collect(view, Table.TRACE, message, scan -> ofTrace(scan, places));
        places.sort(
                Comparator.comparing((Place place) -> place.hop().attempt().at())
                        .thenComparingLong(Place::step));
        return places.stream().map(Place::hop).toList();
    }

    private static void collect(View view, Table table, byte[] message, Consumer<Scan> record) {
        try (Scan scan = view.scan(table, message)) {
            while (scan.next()) {
                try {
                    record.accept(scan);
                } catch (DamagedRecordException e) {
                    LOG.error("Left out a step of a trace: {}", e.getMessage());
                }
            }
        }
    }

    private static void ofDelivery(Scan scan, List<Place> places) {
        ByteReader key = new ByteReader(scan.key());
        key.raw(MessageKey.LENGTH);
        Target target = Target.parse(key.keyText());
        DeliveryRecord record = DeliveryRecord.read(target, scan.value());
        Attempt call = record.call();
        if (call != null) {
            places.add(new Place(record.callStep(), new Hop(target, call)));
        }
        if (record.delivery() instanceof Answered answered) {
            Attempt step = Attempt.step(answered.answeredAt(), Outcome.ANSWERED, "");
            places.add(new Place(Long.MAX_VALUE, new Hop(target, step)));
        }
    }

    private static void ofTrace(Scan scan, List<Place> places) {
        ByteReader key = new ByteReader(scan.key());
        key.raw(MessageKey.LENGTH);
        Target target = Target.parse(key.keyText());
        places.add(new Place(key.int64(), new Hop(target, DeliveryRecord.readTrace(scan.value()))));
    }
}
