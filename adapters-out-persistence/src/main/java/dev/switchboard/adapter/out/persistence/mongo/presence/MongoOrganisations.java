package dev.switchboard.adapter.out.persistence.mongo.presence;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.presence.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.dao.DuplicateKeyException;

/// A document per entry, and one per organisation with its count of changes. A batch is one ordered
/// bulk write: its entries first, then the count.
///
/// Every write requires that the stored document is not newer than itself. A write that MongoDB
/// executes late, after its caller gave up and others wrote, thus changes nothing: it tries to
/// insert an existing document, the unique `_id` refuses that, and the bulk ends. there, the unique
/// `_id` refuses that, and the bulk ends.
public final class MongoOrganisations implements Organisations {

    /// How many entries are read within one deadline.
    private static final int PAGE = 1_000;

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoStore store;

    public MongoOrganisations(MongoStore store) {
        this.store = store;
    }

    @Override
    public Optional<Stored> load(OrgId org) {
        List<Entry> entries = new ArrayList<>();
        String last = org.value() + EntryDocument.SEPARATOR;
        List<Document> page;
        do {
            page = page(org, last);
            page.forEach(found -> EntryDocument.read(org, found).ifPresent(entries::add));
            last = page.isEmpty() ? last : page.getLast().getString("_id");
        } while (page.size() == PAGE);
        Document head =
                in(all -> Optional.ofNullable(all.find(eq(org.value())).first())).orElse(null);
        if (head == null && entries.isEmpty()) {
            return Optional.empty();
        }
        long greatest = entries.stream().mapToLong(Entry::seq).max().orElse(0);
        return Optional.of(
                head == null
                        ? new Stored(greatest, Instant.EPOCH, entries)
                        : new Stored(
                                Math.max(greatest, head.getLong(EntryDocument.SEQ)),
                                head.getDate("at").toInstant(),
                                entries));
    }

    private List<Document> page(OrgId org, String behind) {
        Bson range =
                new Document(
                        "_id",
                        new Document("$gt", behind)
                                .append("$lt", org.value() + EntryDocument.BEHIND));
        return in(all ->
                all.find(range).sort(Sorts.ascending("_id")).limit(PAGE).into(new ArrayList<>()));
    }

    @Override
    public void write(OrgId org, Batch batch) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        batch.puts().forEach(entry -> writes.add(put(EntryDocument.write(org, entry))));
        for (EntryKey key : batch.removals()) {
            String id = EntryDocument.id(org, key);
            writes.add(new DeleteOneModel<>(notNewer(id, batch.seq())));
        }
        writes.add(
                put(
                        new Document("_id", org.value())
                                .append(EntryDocument.SEQ, batch.seq())
                                .append("at", batch.at())));
        try {
            var _ = in(all -> all.bulkWrite(writes));
        } catch (DuplicateKeyException e) {
            throw new StoreUnavailableException("Another writer has changed the organisation", e);
        }
    }

    private static WriteModel<Document> put(Document document) {
        Bson expected = notNewer(document.getString("_id"), document.getLong(EntryDocument.SEQ));
        return new ReplaceOneModel<>(expected, document, UPSERT);
    }

    private static Bson notNewer(String id, long seq) {
        return new Document("_id", id).append(EntryDocument.SEQ, new Document("$lte", seq));
    }

    private <T> T in(Function<MongoCollection<Document>, T> work) {
        return store.call(
                mongo -> requireNonNull(mongo.execute(Collections.PRESENCE, work::apply)));
    }
}
