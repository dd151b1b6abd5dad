package dev.switchboard.adapter.out.persistence.mongo.session;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.WAITING_PARTS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Parts under a unique index on their names.
final class MongoWaitingParts implements WaitingParts {

    private final MongoStore store;

    MongoWaitingParts(MongoStore store) {
        this.store = store;
    }

    private record PartDocument(
            String conversation,
            String answer,
            int place,
            String fingerprint,
            StoredText command,
            Instant at) {

        Part toPart() {
            ConversationId id = new ConversationId(conversation);
            String said = command.text(placeOf(conversation, answer, fingerprint));
            return new Part(id, answer, place, fingerprint, said, at);
        }
    }

    private static String placeOf(String conversation, String answer, String fingerprint) {
        return StoredText.place(
                WAITING_PARTS, "command", fingerprint + "/" + answer + "/" + conversation);
    }

    @Override
    public void put(Part part) {
        String place = placeOf(part.conversation().value(), part.answer(), part.fingerprint());
        Update unlessThere =
                new Update()
                        .setOnInsert("command", StoredText.said(part.reply(), place))
                        .setOnInsert("at", part.at());
        store.run(mongo ->
                Contended.retried(() -> mongo.upsert(same(part), unlessThere, WAITING_PARTS)));
    }

    @Override
    public void remove(Part part) {
        store.run(mongo -> mongo.remove(same(part), WAITING_PARTS));
    }

    private static Query same(Part part) {
        return query(
                where("conversation")
                        .is(part.conversation().value())
                        .and("answer")
                        .is(part.answer())
                        .and("place")
                        .is(part.index())
                        .and("fingerprint")
                        .is(part.fingerprint()));
    }

    @Override
    public List<Part> all() {
        return parts(new Query().with(Sort.by("at", "_id")));
    }

    @Override
    public List<Part> of(ConversationId conversation) {
        return parts(query(where("conversation").is(conversation.value())));
    }

    private List<Part> parts(Query which) {
        return store.call(mongo -> mongo.find(which, PartDocument.class, WAITING_PARTS)).stream()
                .flatMap(StoredText.readable(WAITING_PARTS, PartDocument::toPart))
                .toList();
    }
}
