package dev.switchboard.adapter.out.persistence.mongo.session;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.CLIENT_SESSIONS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.ReplaceOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// One document per client session including its positions, so that every save is one write.
final class MongoClientSessions implements ClientSessions {

    private static final ReplaceOptions UPSERT = ReplaceOptions.replaceOptions().upsert();

    private static final int STEP = 500;

    private final MongoStore store;
    private final Executor executor;

    /// @param executor runs the advances, which wait for MongoDB
    MongoClientSessions(MongoStore store, Executor executor) {
        this.store = store;
        this.executor = executor;
    }

    @Override
    public Optional<ClientSession> find(SessionKey key) {
        return Optional.ofNullable(
                        store.call(mongo ->
                                mongo.findOne(
                                        of(key), ClientSessionDocument.class, CLIENT_SESSIONS)))
                .map(ClientSessionDocument::toSession);
    }

    @Override
    public List<ClientSession> page(@Nullable SessionKey after, int limit) {
        String from = after == null ? "" : after.hash();
        Query next = query(where("_id").gt(from)).with(Sort.by("_id")).limit(limit);
        return store
                .call(mongo -> mongo.find(next, ClientSessionDocument.class, CLIENT_SESSIONS))
                .stream()
                .map(ClientSessionDocument::toSession)
                .toList();
    }

    @Override
    public Saved save(ClientSession session) {
        return save(session, session.epoch());
    }

    @Override
    public Saved take(ClientSession session) {
        return save(session, session.epoch() - 1);
    }

    /// @param upTo the greatest stored epoch that it may replace
    private Saved save(ClientSession session, long upTo) {
        return store.call(mongo -> Contended.retried(() -> saveOnce(mongo, session, upTo)));
    }

    /// If a later epoch is stored, its id conflicts with the new document.
    private static Saved saveOnce(MongoOperations mongo, ClientSession session, long upTo) {
        Query earlier = of(session.key()).addCriteria(where("epoch").lte(upTo));
        try {
            ClientSessionDocument document = ClientSessionDocument.from(session);
            mongo.replace(earlier, document, UPSERT, CLIENT_SESSIONS);
            return Saved.DONE;
        } catch (DuplicateKeyException e) {
            Query later = of(session.key()).addCriteria(where("epoch").gt(upTo));
            if (mongo.exists(later, CLIENT_SESSIONS)) {
                return Saved.REPLACED;
            }
            throw e;
        }
    }

    @Override
    public CompletionStage<Void> advance(List<Advance> advances) {
        return advances.isEmpty()
                ? CompletableFuture.allOf()
                : CompletableFuture.runAsync(
                        () -> store.run(mongo -> advance(mongo, advances)), executor);
    }

    private static void advance(MongoOperations mongo, List<Advance> advances) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, CLIENT_SESSIONS);
        for (Advance advance : advances) {
            String conversation = advance.conversation().value();
            Query behind =
                    of(advance.key())
                            .addCriteria(
                                    where("positions")
                                            .elemMatch(
                                                    where("conversation")
                                                            .is(conversation)
                                                            .and("seq")
                                                            .lte(advance.seq())));
            Update raise =
                    new Update()
                            .set("positions.$[p].seq", advance.seq())
                            .filterArray(where("p.conversation").is(conversation))
                            .max("advanced_at", advance.at());
            bulk.updateOne(behind, raise);
        }
        bulk.execute();
    }

    @Override
    public void forget(SessionKey key) {
        store.run(mongo -> mongo.remove(of(key), CLIENT_SESSIONS));
    }

    @Override
    public int purge(Instant seenBefore) {
        int removed = 0;
        Step step;
        do {
            step = store.call(mongo -> purgeSome(mongo, seenBefore));
            removed += step.removed();
        } while (step.looked() > 0);
        return removed;
    }

    private record Step(int looked, int removed) {}

    private record IdDocument(String id) {}

    /// A session that advanced later counts as seen then, so it is not looked at again.
    private static Step purgeSome(MongoOperations mongo, Instant before) {
        List<String> ids = unseen(mongo, before);
        if (ids.isEmpty()) {
            return new Step(0, 0);
        }
        Query silent = query(seen(before).and("advanced_at").lt(before).and("_id").in(ids));
        int removed = (int) mongo.remove(silent, CLIENT_SESSIONS).getDeletedCount();
        Query others = query(seen(before).and("_id").in(ids));
        mongo.updateMulti(others, new Update().set("seen_at", before), CLIENT_SESSIONS);
        return new Step(ids.size(), removed);
    }

    private static List<String> unseen(MongoOperations mongo, Instant before) {
        Query some = query(seen(before)).limit(STEP);
        some.fields().include("_id");
        return mongo.find(some, IdDocument.class, CLIENT_SESSIONS).stream()
                .map(IdDocument::id)
                .toList();
    }

    private static Criteria seen(Instant before) {
        return where("seen_at").lt(before);
    }

    private static Query of(SessionKey key) {
        return query(where("_id").is(key.hash()));
    }

    /// A client session with its positions.
    ///
    /// @param id the hash of its secret id
    /// @param seenAt when it was saved
    /// @param advancedAt when it was last saved or advanced: not indexed, because nearly every
    ///   message to a client changes it
    record ClientSessionDocument(
            String id,
            String client,
            EndUserDocument who,
            List<PositionDocument> positions,
            long epoch,
            Instant seenAt,
            Instant advancedAt) {

        record PositionDocument(String conversation, long seq) {}

        static ClientSessionDocument from(ClientSession session) {
            return new ClientSessionDocument(
                    session.key().hash(),
                    session.client().value(),
                    EndUserDocument.from(session.who()),
                    session.positions().entrySet().stream()
                            .map(it -> new PositionDocument(it.getKey().value(), it.getValue()))
                            .toList(),
                    session.epoch(),
                    session.seenAt(),
                    session.seenAt());
        }

        ClientSession toSession() {
            return new ClientSession(
                    new SessionKey(id),
                    new ClientId(client),
                    who.toEndUser(),
                    positions.stream()
                            .collect(
                                    Collectors.toMap(
                                            it -> new ConversationId(it.conversation()),
                                            PositionDocument::seq)),
                    epoch,
                    advancedAt);
        }
    }
}
