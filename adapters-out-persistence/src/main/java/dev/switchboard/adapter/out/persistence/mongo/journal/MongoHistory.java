package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Comparator.comparing;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.document.FullPage;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.HopDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RawDocuments;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Query;

/// Reads messages through the indexes on id and on place in the conversation.
public final class MongoHistory implements History {

    private final MongoStore store;
    private final SettleBatcher line;
    private final Function<Document, Stream<Recorded>> reader;

    public MongoHistory(MongoStore store, SettleBatcher line, MongoConverter converter) {
        this.store = store;
        this.line = line;
        this.reader =
                RawDocuments.reader(
                        JOURNAL,
                        converter,
                        MessageDocument.class,
                        message -> new Recorded(message.toMessage(), message.toDeliveries()));
    }

    private record TraceDocument(
            String id, List<DeliveryDocument> deliveries, @Nullable List<HopDocument> trace) {

        /// @param later hops from [TracePages]
        Stream<Hop> hops(List<HopDocument> later) {
            Stream<HopDocument> steps =
                    Stream.concat(trace == null ? Stream.empty() : trace.stream(), later.stream());
            return Stream.concat(
                    (later.isEmpty() ? steps : steps.sorted(comparing(HopDocument::at)))
                            .map(this::toHop),
                    deliveries.stream().flatMap(TraceDocument::answer));
        }

        /// Whether [TracePages] may have more hops.
        boolean isFull() {
            return trace != null
                    && trace.stream().anyMatch(hop -> hop.number() >= TracePages.IN_THE_MESSAGE);
        }

        private Hop toHop(HopDocument hop) {
            return new Hop(Target.parse(hop.target()), hop.toAttempt(id));
        }

        /// The mark of an answer is itself a step.
        private static Stream<Hop> answer(DeliveryDocument delivery) {
            Instant at = delivery.answeredAt();
            return at == null
                    ? Stream.empty()
                    : Stream.of(
                            new Hop(
                                    Target.parse(delivery.target()),
                                    Attempt.step(at, Outcome.ANSWERED, "")));
        }
    }

    private record IdDocument(String id) {}

    @Override
    public Optional<Recorded> find(MessageId id) {
        line.catchUp();
        return read(Messages.withId(id)).stream().flatMap(reader).findFirst();
    }

    @Override
    public Optional<MessageId> findByReceipt(ConversationId conversation, String receipt) {
        Query query =
                query(where("conversation").is(conversation.value()).and("receipt").is(receipt))
                        .with(Messages.NEWEST_FIRST);
        query.fields().include("_id");
        return Optional.ofNullable(
                        store.call(mongo -> mongo.findOne(query, IdDocument.class, JOURNAL)))
                .map(found -> new MessageId(found.id()));
    }

    @Override
    public List<Recorded> messages(ConversationId conversation, long after, int limit) {
        return page(
                limit,
                last -> {
                    long from = last == null ? after : seqOf(last);
                    return query(where("conversation").is(conversation.value()).and("seq").gt(from))
                            .with(Sort.by("seq"));
                });
    }

    @Override
    public List<Recorded> since(MessageId after, int limit) {
        return page(
                limit,
                last -> {
                    String from = last == null ? after.value() : RawDocuments.idOf(last);
                    return query(where("_id").gt(from)).with(Sort.by("_id"));
                });
    }

    @Override
    public List<Recorded> newest(@Nullable MessageId before, int limit) {
        @Nullable String from = before == null ? null : before.value();
        return page(
                limit,
                last -> {
                    String until = last == null ? from : RawDocuments.idOf(last);
                    return (until == null ? new Query() : query(where("_id").lt(until)))
                            .with(Sort.by("_id").descending());
                });
    }

    /// @param behind the query for what comes after a message; after null for the first ones
    private List<Recorded> page(int limit, Function<@Nullable Document, Query> behind) {
        line.catchUp();
        return FullPage.of(limit, (last, most) -> read(behind.apply(last).limit(most)), reader);
    }

    private List<Document> read(Query query) {
        query.fields().exclude("trace");
        return store.call(mongo -> mongo.find(query, Document.class, JOURNAL));
    }

    /// A number: the query compared it with one.
    private static long seqOf(Document message) {
        return message.get("seq", Number.class).longValue();
    }

    @Override
    public List<Hop> trace(MessageId id) {
        Query query = Messages.withId(id);
        query.fields().include("trace", "deliveries");
        line.catchUp();
        return store.call(mongo -> trace(mongo, query, id));
    }

    private static List<Hop> trace(MongoOperations mongo, Query query, MessageId id) {
        TraceDocument found = mongo.findOne(query, TraceDocument.class, JOURNAL);
        if (found == null) {
            return List.of();
        }
        return found.hops(found.isFull() ? TracePages.read(mongo, id) : List.of()).toList();
    }
}
