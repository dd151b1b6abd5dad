package dev.switchboard.adapter.out.persistence.mongo.engine;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Upgrades a journal from the version before `owed`: adds the targets of pending deliveries to its
/// messages, and drops indexes that this version does not use.
///
/// The index that `owed` replaces marks an old journal, and is dropped last: a crash leaves it, and
/// so does a hub of the older version that still writes.
final class JournalUpgrade {

    private static final Logger LOG = LoggerFactory.getLogger(JournalUpgrade.class);

    private static final String BEFORE_OWED = "journal_owed";
    private static final List<String> RETIRED =
            List.of("journal_key_expiry", "journal_state", BEFORE_OWED);
    private static final int STEP = 500;

    private final MongoCollection<Document> journal;

    JournalUpgrade(MongoCollection<Document> journal) {
        this.journal = journal;
    }

    /// @param present the journal's indexes
    void run(List<Document> present) {
        List<String> retired = new ArrayList<>(RETIRED);
        retired.retainAll(present.stream().map(index -> index.getString("name")).toList());
        if (retired.contains(BEFORE_OWED)) {
            LOG.info("Upgrading a journal of an older version");
            listOwed();
        }
        retired.forEach(journal::dropIndex);
    }

    /// Repeats if a message changed meanwhile, because a hub of the older version may still be
    /// writing.
    private void listOwed() {
        int listed;
        int found;
        do {
            List<Document> page;
            listed = 0;
            found = 0;
            String last = "";
            do {
                page = unlisted(last);
                found += page.size();
                listed += page.isEmpty() ? 0 : list(page);
                last = page.isEmpty() ? last : page.getLast().getString("_id");
            } while (page.size() == STEP);
        } while (listed < found);
    }

    private List<Document> unlisted(String after) {
        return journal.find(
                        and(
                                eq("deliveries.state", "PENDING"),
                                exists("owed", false),
                                gt("_id", after)))
                .projection(Projections.include("conversation", "deliveries"))
                .sort(Sorts.ascending("_id"))
                .limit(STEP)
                .into(new ArrayList<>());
    }

    private int list(List<Document> page) {
        return journal.bulkWrite(page.stream().map(JournalUpgrade::listing).toList())
                .getModifiedCount();
    }

    private static UpdateOneModel<Document> listing(Document message) {
        List<Document> deliveries = message.getList("deliveries", Document.class);
        List<String> owed =
                deliveries.stream()
                        .filter(delivery -> "PENDING".equals(delivery.getString("state")))
                        .map(delivery -> delivery.getString("target"))
                        .toList();
        return new UpdateOneModel<>(
                and(
                        eq("conversation", message.get("conversation")),
                        eq("_id", message.get("_id")),
                        eq("deliveries", deliveries)),
                Updates.set("owed", owed));
    }
}
