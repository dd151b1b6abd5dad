package dev.switchboard.adapter.out.persistence.mongo.record;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.ACTIVITY;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/// The time slot, of ten seconds, of the latest message in a conversation that live clients follow.
/// Most messages fall into the previous message's slot and change nothing.
///
/// @param id the conversation
public record ActivityDocument(String id, String origin, long slot) {

    private static final Duration SLOT = Duration.ofSeconds(10);

    public static long slotOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), SLOT.toMillis());
    }

    /// Records an entry that is about to be inserted. It comes first, so that a crash never leaves
    /// a conversation that cannot be found; a conversation without messages is not shown.
    ///
    /// @param head the newest message of its conversation, if there is one
    public static void note(MongoOperations mongo, Entry entry, @Nullable HeadDocument head) {
        long slot = slotOf(entry.at());
        boolean moves =
                (head != null && head.thread().isLive())
                        ? slotOf(head.at()) != slot
                        : entry.bringsClients();
        if (moves) {
            put(mongo, entry, slot);
        }
    }

    private static void put(MongoOperations mongo, Entry entry, long slot) {
        Update update = Update.update("origin", entry.conversation().origin()).set("slot", slot);
        String conversation = entry.conversation().value();
        Contended.retried(
                () -> mongo.upsert(query(where("_id").is(conversation)), update, ACTIVITY));
    }
}
