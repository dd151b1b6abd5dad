package dev.switchboard.adapter.out.persistence.mongo.handoff;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.HANDOFFS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.Words;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.Lease;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Handoffs under their conversations' names, which are the documents' ids. It goes with its
/// conversation.
public final class MongoHandoffs implements Handoffs {

    private static final Function<HandoffDocument, Stream<Handoff>> READING =
            Words.readable(HANDOFFS, HandoffDocument::toHandoff);

    private final MongoStore store;

    public MongoHandoffs(MongoStore store) {
        this.store = store;
    }

    @Override
    public Optional<Handoff> find(ConversationId conversation) {
        return store.call(mongo -> find(mongo, conversation));
    }

    private static Optional<Handoff> find(MongoOperations mongo, ConversationId conversation) {
        return Optional.ofNullable(
                        mongo.findOne(
                                query(where("_id").is(conversation.value())),
                                HandoffDocument.class,
                                HANDOFFS))
                .stream()
                .flatMap(READING)
                .findFirst();
    }

    @Override
    public Changed change(long expected, Handoff next) {
        return store.call(mongo -> Contended.settled(() -> changeOnce(mongo, expected, next)));
    }

    /// Empty if what is in the way is not to be seen yet: then it is tried again.
    private static Optional<Changed> changeOnce(
            MongoOperations mongo, long expected, Handoff next) {
        if (expected > 0) {
            return Optional.of(
                    replaced(mongo, expected, next)
                            ? new Changed.Done()
                            : found(next, find(mongo, next.conversation()).orElse(null)));
        }
        try {
            mongo.insert(HandoffDocument.open(next), HANDOFFS);
            return Optional.of(new Changed.Done());
        } catch (DuplicateKeyException _) {
            return find(mongo, next.conversation()).map(there -> found(next, there));
        }
    }

    private static boolean replaced(MongoOperations mongo, long expected, Handoff next) {
        Query same = at(next.conversation(), expected);
        return mongo.replace(same, HandoffDocument.open(next), HANDOFFS).getMatchedCount() == 1;
    }

    private static Changed found(Handoff next, @Nullable Handoff there) {
        return there != null && there.isSameStepAs(next)
                ? new Changed.Done()
                : new Changed.Overtaken(there);
    }

    private static Query at(ConversationId conversation, long version) {
        return query(where("_id").is(conversation.value()).and("version").is(version));
    }

    @Override
    public void keep(List<Leased> renewed) {
        store.run(mongo -> {
            BulkOperations all = mongo.bulkOps(BulkMode.UNORDERED, HANDOFFS);
            renewed.forEach(one -> all.updateOne(same(one), lease(one.lease())));
            all.execute();
        });
    }

    private static Query same(Leased renewed) {
        return at(renewed.conversation(), renewed.version())
                .addCriteria(where("lease._id").is(renewed.lease().id().value()));
    }

    private static Update lease(Lease lease) {
        return Update.update("lease.expires_at", lease.expiresAt())
                .set("lease.read_seq", lease.readSeq());
    }

    @Override
    public List<Handoff> open(@Nullable ConversationId after, int limit) {
        Criteria open = where("open").is(true);
        if (after != null) {
            open = open.and("_id").gt(after.value());
        }
        Query next = query(open).with(Sort.by("_id")).limit(limit);
        return store.call(mongo -> mongo.find(next, HandoffDocument.class, HANDOFFS)).stream()
                .flatMap(READING)
                .toList();
    }

    @Override
    public void finish(Over over) {
        Query same = at(over.conversation(), over.version());
        store.run(mongo -> mongo.updateFirst(same, new Update().unset("open"), HANDOFFS));
    }

    @Override
    public boolean erase(ConversationId conversation) {
        return store.call(mongo -> {
            HandoffDocument there =
                    mongo.findOne(
                            query(where("_id").is(conversation.value())),
                            HandoffDocument.class,
                            HANDOFFS);
            if (there == null) {
                return true;
            }
            if (there.open() != null || !(there.toHandoff() instanceof Over over)) {
                return false;
            }
            Query same = at(conversation, over.version()).addCriteria(where("open").exists(false));
            return mongo.replace(same, HandoffDocument.finished(over.erased()), HANDOFFS)
                            .getMatchedCount()
                    == 1;
        });
    }
}
