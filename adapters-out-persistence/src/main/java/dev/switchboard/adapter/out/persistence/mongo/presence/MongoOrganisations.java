package dev.switchboard.adapter.out.persistence.mongo.presence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.presence.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// A document per entry, and one per organisation with its count of changes: the head. A batch is
/// one ordered bulk write: the head's epoch, then the entries, then the head's count.
///
/// Every write requires that the stored document is not newer than itself: of no later epoch, and
/// in the same epoch of no greater `seq`. If it is newer, the write tries to insert an existing
/// document, the unique `_id` refuses that, and the bulk ends.
///
/// A hub that takes over stamps all documents of an organisation with its epoch before it reads
/// them. A batch of the hub before that arrives later is refused at its first write. If the stamp
/// falls between its writes, its last one is refused, so nobody is told that it was stored: what is
/// left of it is a new entry at most, which the next read shows, or which a write of its key
/// replaces.
public final class MongoOrganisations implements Organisations {

    /// The number of entries that are read within one deadline.
    private static final int PAGE = 1_000;

    private static final String EPOCH = "epoch";
    private static final String AT = "at";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final UpdateOptions FIRST = new UpdateOptions().upsert(true);

    private final MongoStore store;
    private final PartitionOwnership ownership;

    /// The epochs in which organisations were stamped here.
    private final Map<OrgId, Long> stamped = new ConcurrentHashMap<>();

    public MongoOrganisations(MongoStore store, PartitionOwnership ownership) {
        this.store = store;
        this.ownership = ownership;
    }

    @Override
    public Optional<Stored> load(OrgId org) {
        takeOver(org);
        List<Entry> entries = new ArrayList<>();
        String last = org.value() + EntryDocument.SEPARATOR;
        List<Document> page;
        do {
            page = page(org, last);
            page.forEach(found -> EntryDocument.read(org, found).ifPresent(entries::add));
            last = page.isEmpty() ? last : page.getLast().getString("_id");
        } while (page.size() == PAGE);
        Document head = head(org);
        boolean counted = head != null && head.containsKey(EntryDocument.SEQ);
        if (!counted && entries.isEmpty()) {
            return Optional.empty();
        }
        long greatest = entries.stream().mapToLong(Entry::seq).max().orElse(0);
        return Optional.of(
                head == null || !counted
                        ? new Stored(greatest, Instant.EPOCH, entries)
                        : new Stored(
                                Math.max(greatest, head.getLong(EntryDocument.SEQ)),
                                head.getDate(AT).toInstant(),
                                entries));
    }

    /// Stamps an organisation that another hub wrote, the head first. Until all of it is stamped,
    /// each load does that again.
    private void takeOver(OrgId org) {
        long epoch = epoch(org);
        if (Long.valueOf(epoch).equals(stamped.get(org))) {
            return;
        }
        try {
            in(all -> all.bulkWrite(List.of(begin(org, epoch))));
        } catch (DuplicateKeyException e) {
            throw overtaken(org, e);
        }
        Bson earlier = and(range(org, org.value() + EntryDocument.SEPARATOR), isEarlier(epoch));
        in(all -> all.updateMany(earlier, Updates.set(EPOCH, epoch)));
        stamped.put(org, epoch);
    }

    private long epoch(OrgId org) {
        return ownership.term(org).epoch();
    }

    private @Nullable Document head(OrgId org) {
        return in(all -> Optional.ofNullable(all.find(eq(org.value())).first())).orElse(null);
    }

    private List<Document> page(OrgId org, String behind) {
        return in(all ->
                all.find(range(org, behind))
                        .sort(Sorts.ascending("_id"))
                        .limit(PAGE)
                        .into(new ArrayList<>()));
    }

    private static Bson range(OrgId org, String behind) {
        return and(gt("_id", behind), lt("_id", org.value() + EntryDocument.BEHIND));
    }

    @Override
    public void write(OrgId org, Batch batch) {
        long epoch = epoch(org);
        List<WriteModel<Document>> writes = new ArrayList<>();
        writes.add(begin(org, epoch));
        batch.puts().forEach(entry -> writes.add(put(EntryDocument.write(org, entry), epoch)));
        for (EntryKey key : batch.removals()) {
            String id = EntryDocument.id(org, key);
            writes.add(new DeleteOneModel<>(notNewer(id, epoch, batch.seq())));
        }
        writes.add(end(org, epoch, batch));
        try {
            var _ = in(all -> all.bulkWrite(writes));
        } catch (DuplicateKeyException e) {
            throw overtaken(org, e);
        }
    }

    /// Refused if the head has a later epoch.
    private static WriteModel<Document> begin(OrgId org, long epoch) {
        Bson expected = and(eq(org.value()), not(gt(EPOCH, epoch)));
        return new UpdateOneModel<>(expected, Updates.set(EPOCH, epoch), FIRST);
    }

    /// Refused if the head has another epoch, or a greater count.
    private static WriteModel<Document> end(OrgId org, long epoch, Batch batch) {
        Bson expected =
                and(eq(org.value()), eq(EPOCH, epoch), not(gt(EntryDocument.SEQ, batch.seq())));
        Document head =
                new Document("_id", org.value())
                        .append(EPOCH, epoch)
                        .append(EntryDocument.SEQ, batch.seq())
                        .append(AT, batch.at());
        return new ReplaceOneModel<>(expected, head, UPSERT);
    }

    private static WriteModel<Document> put(Document document, long epoch) {
        Bson expected =
                notNewer(document.getString("_id"), epoch, document.getLong(EntryDocument.SEQ));
        return new ReplaceOneModel<>(expected, document.append(EPOCH, epoch), UPSERT);
    }

    private static Bson notNewer(String id, long epoch, long seq) {
        return and(
                eq(id), or(isEarlier(epoch), and(eq(EPOCH, epoch), lte(EntryDocument.SEQ, seq))));
    }

    /// Documents of earlier versions have no epoch.
    private static Bson isEarlier(long epoch) {
        return not(gte(EPOCH, epoch));
    }

    private StoreUnavailableException overtaken(OrgId org, DuplicateKeyException e) {
        Document head = head(org);
        Long epoch = head == null ? null : head.getLong(EPOCH);
        if (epoch != null && epoch > epoch(org)) {
            ownership.overtaken(epoch);
        }
        return new StoreUnavailableException("Another writer has changed the organisation", e);
    }

    private <T> T in(Function<MongoCollection<Document>, T> work) {
        return store.call(
                mongo -> requireNonNull(mongo.execute(Collections.PRESENCE, work::apply)));
    }
}
