package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.DAY_KEYS;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.DESK_SESSIONS;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.MEDIA_PIECES;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.WAITING_PARTS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.BrokenSealException;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.TimeOrder;
import dev.switchboard.adapter.out.persistence.mongo.record.HopDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.KeyDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Destroys the keys of days whose messages, files and answers are all gone. Data that outlives its
/// day (a retained message, a chat, a saved view) is first encrypted again with today's key.
final class MongoOldDayKeys {

    private static final Logger LOG = LoggerFactory.getLogger(MongoOldDayKeys.class);

    private static final TimeOrder BY_TIME = new TimeOrder("at");
    private static final int STEP = 500;

    private final MongoStore store;
    private final BodySeal seal;

    MongoOldDayKeys(MongoStore store, BodySeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /// Must run after the purge of old messages.
    ///
    /// @return the number of destroyed keys
    int destroy(Instant now, Instant settledBefore) {
        Set<LocalDate> old = old(now, settledBefore);
        if (old.isEmpty()) {
            return 0;
        }
        Set<String> days = old.stream().map(LocalDate::toString).collect(Collectors.toSet());
        TableForm.WITH_WORDS.forEach(form -> renewAll(form.name(), days));
        renewAll(DESK_SESSIONS, days);
        renewMessages(end(java.util.Collections.max(old)), days);
        for (LocalDate day : old) {
            Query key = query(where("_id").is(day.toString()));
            store.run(mongo -> mongo.remove(key, DAY_KEYS));
            seal.forget(day);
            LOG.info("Nothing is sealed with the key of {} any more: it is destroyed", day);
        }
        return old.size();
    }

    private Set<LocalDate> old(Instant now, Instant settledBefore) {
        Query keys = new Query().with(Sort.by("_id"));
        keys.fields().include("_id");
        List<Document> all = store.call(mongo -> mongo.find(keys, Document.class, DAY_KEYS));
        return all.stream()
                .map(key -> LocalDate.parse(key.getString("_id")))
                .filter(day -> !end(day).isAfter(settledBefore))
                .filter(day -> !end(day).isAfter(now.minus(IdempotencyKey.LIFE)))
                .filter(day -> !hasAnyBefore(MEDIA_PIECES, end(day)))
                .filter(day -> !hasAnyBefore(WAITING_PARTS, end(day)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The end of a day plus one more day, for clocks that differ and data written across midnight.
    private static Instant end(LocalDate day) {
        return day.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private boolean hasAnyBefore(String collection, Instant end) {
        return store.call(mongo -> mongo.exists(query(where("at").lt(end)), collection));
    }

    private void renewAll(String collection, Set<String> old) {
        @Nullable Object last = null;
        List<Document> page;
        do {
            Criteria behind = last == null ? new Criteria() : where("_id").gt(last);
            Query next = query(behind).with(Sort.by("_id")).limit(STEP);
            page = store.call(mongo -> mongo.find(next, Document.class, collection));
            page.forEach(document -> renew(collection, document, document, "", old));
            last = page.isEmpty() ? null : page.getLast().get("_id");
        } while (page.size() == STEP);
    }

    /// All remaining messages from before a time.
    private void renewMessages(Instant before, Set<String> old) {
        @Nullable Document last = null;
        List<Document> page;
        do {
            Criteria some = where("at").lt(before);
            if (last != null) {
                Instant at = last.get("at", Date.class).toInstant();
                some = BY_TIME.behind(at, last.getString("_id"), some);
            }
            Query next = query(some).with(BY_TIME.sort()).limit(STEP);
            page = store.call(mongo -> mongo.find(next, Document.class, JOURNAL));
            page.forEach(document -> renew(JOURNAL, document, document, "", old));
            last = page.isEmpty() ? null : page.getLast();
        } while (page.size() == STEP);
    }

    /// Searches a part of a document for encrypted values.
    private void renew(
            String collection, Document whole, Document part, String path, Set<String> old) {
        part.forEach((field, value) -> {
            String here = path + field;
            String day = StoredText.dayOf(value);
            if (day != null && old.contains(day)) {
                renew(collection, whole, here, (Document) value, place(collection, whole, field));
            } else if (day == null && value instanceof Document inner) {
                renew(collection, whole, inner, here + ".", old);
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Document inner) {
                        renew(collection, whole, inner, "%s.%d.".formatted(here, i), old);
                    }
                }
            }
        });
    }

    private static String place(String collection, Document whole, String field) {
        String id = whole.getString("_id");
        if (!collection.equals(JOURNAL)) {
            return StoredText.place(collection, field, id);
        }
        return switch (field) {
            case "content", "note" ->
                    MessageDocument.place(
                            field,
                            id,
                            whole.getString("conversation"),
                            whole.get("seq", Number.class).longValue());
            case "answer" -> {
                Document key = whole.get("key", Document.class);
                yield KeyDocument.place(key.getString("scope"), key.getString("key"));
            }
            default -> HopDocument.place(id);
        };
    }

    /// Has no effect if the value was changed meanwhile. A value that cannot be decrypted is left
    /// as it is: it is lost already.
    private void renew(
            String collection, Document whole, String path, Document sealed, String place) {
        try {
            Object renewed = StoredText.renewed(sealed, place, seal);
            Query same = query(where("_id").is(whole.get("_id")).and(path).is(sealed));
            store.run(mongo -> mongo.updateFirst(same, Update.update(path, renewed), collection));
        } catch (BrokenSealException e) {
            LOG.error("Left a value of {} as it is: {}", collection, e.getMessage());
        }
    }
}
