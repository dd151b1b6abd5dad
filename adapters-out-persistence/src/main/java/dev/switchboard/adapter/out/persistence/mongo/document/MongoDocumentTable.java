package dev.switchboard.adapter.out.persistence.mongo.document;

import static org.springframework.data.domain.Sort.Direction.DESC;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.FullPage;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Stores documents as they are, in a collection named after their table. Only words may be
/// encrypted, field by field.
///
/// A document of a fenced table bears the epoch of the hub that wrote it. A hub that took over
/// stamps a document with its own epoch before it reads it, once: what it decides on is what
/// stands, because from then on every write of the hub before is refused.
public final class MongoDocumentTable implements DocumentTable {

    private static final String EPOCH = "epoch";

    private final MongoStore store;
    private final BodySeal seal;
    private final TableForm form;
    private final PartitionOwnership ownership;

    public MongoDocumentTable(
            MongoStore store, BodySeal seal, TableForm form, PartitionOwnership ownership) {
        this.store = store;
        this.seal = seal;
        this.form = form;
        this.ownership = ownership;
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        return found(query(where("_id").in(ids)));
    }

    private List<Document> found(Query query) {
        return stored(query).stream().flatMap(this::opened).toList();
    }

    private List<Document> stored(Query query) {
        return store.call(mongo -> read(query, mongo));
    }

    private List<Document> read(Query query, MongoOperations mongo) {
        List<Document> found = mongo.find(query, Document.class, form.name());
        // A document that was not stamped may have changed since it was read.
        return form.fenced() && stamps(found, mongo)
                ? mongo.find(query, Document.class, form.name())
                : found;
    }

    /// @return whether some were of an earlier epoch
    private boolean stamps(List<Document> found, MongoOperations mongo) {
        Map<Long, List<String>> earlier = new HashMap<>();
        for (Document document : found) {
            String id = document.getString("_id");
            if (!isConversation(id) || !isOurs(id)) {
                continue; // what another hub decides on is not stamped
            }
            requireNotLater(document);
            if (epochOf(document) < epoch(id)) {
                earlier.computeIfAbsent(epoch(id), _ -> new ArrayList<>()).add(id);
            }
        }
        earlier.forEach((epoch, ids) -> {
            Query notLater = query(where("_id").in(ids).and(EPOCH).not().gt(epoch));
            mongo.updateMulti(notLater, Update.update(EPOCH, epoch), form.name());
        });
        return !earlier.isEmpty();
    }

    /// False of a document that somebody put here by hand; readers leave it out.
    private static boolean isConversation(String id) {
        try {
            return !new ConversationId(id).value().isEmpty();
        } catch (InvalidValueException _) {
            return false;
        }
    }

    private boolean isOurs(String conversation) {
        return ownership.held().contains(new ConversationId(conversation));
    }

    private long epoch(String conversation) {
        return ownership.term(new ConversationId(conversation)).epoch();
    }

    /// 0 if an earlier version of the hub wrote it.
    private static long epochOf(Document document) {
        return document.get(EPOCH) instanceof Number epoch ? epoch.longValue() : 0;
    }

    /// @throws StoreUnavailableException if another hub has taken over
    private void requireNotLater(Document there) {
        long epoch = epochOf(there);
        if (epoch > epoch(there.getString("_id"))) {
            ownership.overtaken(epoch);
            throw new StoreUnavailableException("Another hub has taken over the conversation");
        }
    }

    @Override
    public List<Document> all() {
        return found(new Query());
    }

    @Override
    public List<Document> scan(Index index, Range range, int limit) {
        Criteria field = where(index.field());
        return switch (range) {
            case Range.Only(String value) -> found(first(limit, field.is(value), index));
            case Range.All having when index instanceof Index.Terms terms ->
                    found(query(having(terms, having)).with(latestFirst(terms)).limit(limit));
            case Range.All _ -> throw new IllegalArgumentException("No terms: " + index.name());
            case Range.Through(Instant end) ->
                    found(first(limit, field.lte(Date.from(end)), index));
            case Range.Behind(@Nullable String id) ->
                    FullPage.of(
                            limit,
                            (last, most) -> {
                                String after = last == null ? id : last.getString("_id");
                                return stored(first(most, behind(index, after), index));
                            },
                            this::opened);
        };
    }

    private static Criteria having(Index.Terms terms, Range.All range) {
        Criteria all = where(terms.field()).all(range.values());
        if (range.at() == null || range.id() == null) {
            return all;
        }
        Date at = Date.from(range.at());
        return all.orOperator(
                where(terms.time()).lt(at), where(terms.time()).is(at).and("_id").gt(range.id()));
    }

    private static Sort latestFirst(Index.Terms terms) {
        return Sort.by(DESC, terms.time()).and(Sort.by("_id"));
    }

    private static Criteria behind(Index flag, @Nullable String id) {
        Criteria all = where(flag.field()).is(true);
        return id == null ? all : all.and("_id").gt(id);
    }

    private static Query first(int number, Criteria part, Index index) {
        Sort order =
                index instanceof Index.Series
                        ? Sort.by(index.field()).and(Sort.by(DESC, Index.Series.NUMBER))
                        : Sort.by(index.field(), "_id");
        return query(part).with(order).limit(number);
    }

    @Override
    public Outcome write(Change change) {
        return store.call(mongo -> make(change, mongo));
    }

    private Outcome make(Change change, MongoOperations mongo) {
        return switch (change) {
            case Change.Insert(Document document) ->
                    Contended.settled(() -> inserted(document, mongo));
            case Change.Put(Document document) -> {
                Contended.retried(() -> mongo.save(closed(document), form.name()));
                yield new Outcome.Done();
            }
            case Amendment.Replace(Document document, long version) -> {
                Query same = at(document.getString("_id"), version);
                long matched = mongo.replace(same, closed(document), form.name()).getMatchedCount();
                yield outcome(matched, document.getString("_id"), mongo);
            }
            case Amendment.Lower(String id, long version, Index flag) -> {
                Query same = at(id, version);
                long matched =
                        mongo.updateFirst(same, lowered(flag), form.name()).getMatchedCount();
                yield outcome(matched, id, mongo);
            }
            case Amendment.Remove(String id) -> {
                long removed = mongo.remove(named(id), form.name()).getDeletedCount();
                yield removed == 0 ? new Outcome.Refused(null) : new Outcome.Done();
            }
        };
    }

    /// Empty if the conflicting document is not visible yet; the caller retries.
    private Optional<Outcome> inserted(Document document, MongoOperations mongo) {
        try {
            mongo.insert(closed(document), form.name());
            return Optional.of(new Outcome.Done());
        } catch (DuplicateKeyException _) {
            return Optional.ofNullable(
                            mongo.findOne(inTheWay(document), Document.class, form.name()))
                    .map(this::refused);
        }
    }

    private Query inTheWay(Document document) {
        Criteria sameId = where("_id").is(document.getString("_id"));
        Index.@Nullable Series series = form.series();
        if (series == null) {
            return query(sameId);
        }
        Criteria sameNumber =
                where(series.field())
                        .is(document.get(series.field()))
                        .and(Index.Series.NUMBER)
                        .is(document.get(Index.Series.NUMBER));
        return query(new Criteria().orOperator(sameId, sameNumber));
    }

    private Outcome outcome(long matched, String id, MongoOperations mongo) {
        return matched == 1
                ? new Outcome.Done()
                : Optional.ofNullable(mongo.findOne(named(id), Document.class, form.name()))
                        .map(this::refused)
                        .orElseGet(() -> new Outcome.Refused(null));
    }

    private Outcome refused(Document there) {
        if (form.fenced()) {
            requireNotLater(there);
        }
        return new Outcome.Refused(opened(there).findFirst().orElse(null));
    }

    private static Query named(String id) {
        return query(where("_id").is(id));
    }

    private Query at(String id, long version) {
        Criteria same = where("_id").is(id).and("version").is(version);
        return query(form.fenced() ? same.and(EPOCH).not().gt(epoch(id)) : same);
    }

    private static Update lowered(Index flag) {
        return new Update().unset(flag.field());
    }

    @Override
    public void amend(List<? extends Amendment> amendments) {
        if (amendments.isEmpty()) {
            return;
        }
        store.run(mongo -> {
            BulkOperations all = mongo.bulkOps(BulkMode.UNORDERED, form.name());
            amendments.forEach(each -> add(each, all));
            all.execute();
        });
    }

    private void add(Amendment amendment, BulkOperations all) {
        switch (amendment) {
            case Amendment.Replace(Document document, long version) ->
                    all.replaceOne(at(document.getString("_id"), version), closed(document));
            case Amendment.Lower(String id, long version, Index flag) ->
                    all.updateOne(at(id, version), lowered(flag));
            case Amendment.Remove(String id) -> all.remove(named(id));
        }
    }

    private Document closed(Document document) {
        Document closed =
                withWords(
                        document, (text, place) -> StoredText.stored(text.toString(), place, seal));
        return form.fenced()
                ? new Document(closed).append(EPOCH, epoch(document.getString("_id")))
                : closed;
    }

    private Stream<Document> opened(Document stored) {
        if (form.fenced()) {
            stored.remove(EPOCH);
        }
        return StoredText.<Document, Document>readable(
                        form.name(),
                        document ->
                                withWords(
                                        document,
                                        (value, place) -> StoredText.text(value, place, seal)))
                .apply(stored);
    }

    private Document withWords(Document document, BiFunction<Object, String, Object> change) {
        Document changed = document;
        for (String path : form.words()) {
            String field = path.substring(path.lastIndexOf('.') + 1);
            String place = StoredText.place(form.name(), field, document.getString("_id"));
            changed = with(changed, path, value -> change.apply(value, place));
        }
        return changed;
    }

    private static Document with(Document document, String path, UnaryOperator<Object> change) {
        int dot = path.indexOf('.');
        Document changed = new Document(document);
        changed.computeIfPresent(
                dot < 0 ? path : path.substring(0, dot),
                (_, value) -> {
                    if (dot < 0) {
                        return change.apply(value);
                    }
                    return value instanceof Document inner
                            ? with(inner, path.substring(dot + 1), change)
                            : value;
                });
        return changed;
    }
}
