package dev.switchboard.adapter.out.persistence.embedded.delivery;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds pending deliveries in a table that holds nothing else.
public final class EmbeddedBacklog implements Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBacklog.class);
    private static final byte[] BEFORE_ALL = {};
    private static final byte[] BEHIND_ALL = {-1};

    private final Store store;
    private final Clock clock;

    public EmbeddedBacklog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Optional<Target> nextTarget(@Nullable Target after) {
        byte[] from = after == null ? BEFORE_ALL : ByteWriter.behind(Keys.target(after));
        return store.read(view -> nextTarget(view, from));
    }

    private static Optional<Target> nextTarget(View view, byte[] from) {
        try (Scan scan = view.scan(Table.PENDING, from, BEHIND_ALL)) {
            return scan.next()
                    ? Optional.of(Keys.Pending.read(scan.key()).target())
                    : Optional.empty();
        }
    }

    @Override
    public Conversations conversations(Target target, @Nullable String from, int limit) {
        byte[] begin =
                from == null
                        ? Keys.target(target)
                        : ByteWriter.behind(Keys.lane(target, new ConversationId(from)));
        return store.search(view -> conversations(view, target, begin, limit));
    }

    /// Reads one delivery of each lane, however long the lane is.
    private static Conversations conversations(View view, Target target, byte[] from, int limit) {
        List<ConversationId> found = new ArrayList<>();
        byte[] until = ByteWriter.behind(Keys.target(target));
        try (Scan scan = view.scan(Table.PENDING, from, until)) {
            boolean more = scan.next();
            while (more && found.size() < limit) {
                ConversationId conversation = Keys.Pending.read(scan.key()).conversation();
                found.add(conversation);
                more = scan.skipTo(ByteWriter.behind(Keys.lane(target, conversation)));
            }
            return new Conversations(found, more ? found.getLast().value() : null);
        }
    }

    @Override
    public Count count(Target target, Partitions some, @Nullable String from, int limit) {
        byte[] begin = from == null ? Keys.target(target) : ByteWriter.behind(unspoken(from));
        return store.search(view -> count(view, target, some, begin, limit));
    }

    private static Count count(View view, Target target, Partitions some, byte[] from, int limit) {
        byte[] until = ByteWriter.behind(Keys.target(target));
        try (Scan scan = view.scan(Table.PENDING, from, until)) {
            int read = 0;
            int pending = 0;
            byte[] last = from;
            while (read < limit && scan.next()) {
                read++;
                last = scan.key();
                pending += some.contains(Keys.Pending.read(last).conversation()) ? 1 : 0;
            }
            return new Count(pending, read < limit ? null : spoken(last));
        }
    }

    /// Encodes a key as text for a step.
    private static String spoken(byte[] key) {
        return HexFormat.of().formatHex(key);
    }

    private static byte[] unspoken(String words) {
        return HexFormat.of().parseHex(words);
    }

    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        List<Damaged> damaged = new ArrayList<>();
        List<Owed> owed = store.read(view -> pending(view, lane, limit, damaged));
        damaged.forEach(each -> park(each, lane));
        return owed;
    }

    private record Damaged(long position, MessageId message) {}

    private static List<Owed> pending(View view, LaneKey lane, int limit, List<Damaged> damaged) {
        List<Owed> owed = new ArrayList<>();
        byte[] all = Keys.lane(lane.target(), lane.conversation());
        try (Scan scan = view.scan(Table.PENDING, all)) {
            while (owed.size() < limit && scan.next()) {
                MessageId id = MessageKey.read(scan.value());
                try {
                    owed(view, id, lane.target()).ifPresent(owed::add);
                } catch (DamagedRecordException e) {
                    LOG.error("The message {} cannot be read: {}", id, e.getMessage());
                    damaged.add(new Damaged(Keys.Pending.read(scan.key()).position(), id));
                }
            }
        }
        return owed;
    }

    private static Optional<Owed> owed(View view, MessageId id, Target target) {
        Optional<DeliveryRecord> record = DeliveryRecord.find(view, MessageKey.of(id), target);
        return record.isPresent() && record.get().delivery() instanceof Pending pending
                ? MessageRecord.find(view, id).map(stored -> new Owed(stored.message(), pending))
                : Optional.empty();
    }

    /// Parks an unreadable message, so the rest of its lane does not wait for it.
    private void park(Damaged damaged, LaneKey lane) {
        LOG.error("Parked the damaged message {} to {}", damaged.message(), lane.target().kind());
        store.write(batch -> park(batch, damaged, lane));
    }

    private int park(Batch batch, Damaged damaged, LaneKey lane) {
        byte[] message = MessageKey.of(damaged.message());
        Target target = lane.target();
        batch.deleteOnce(
                Table.PENDING, Keys.pending(target, lane.conversation(), damaged.position()));
        Optional<DeliveryRecord> record = DeliveryRecord.ifSound(batch, message, target);
        if (record.isPresent() && record.get().delivery() instanceof Pending pending) {
            DeliveryRecord parked = record.get().becoming(pending.park(DAMAGED, clock.instant()));
            parked.put(batch, message);
        }
        return 0;
    }
}
