package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.journal.AnswerLinks.Answers;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.HopDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Redriven;
import dev.switchboard.application.port.out.message.Journal.Redriven.NotParked;
import dev.switchboard.application.port.out.message.Journal.Redriven.Queued;
import dev.switchboard.application.port.out.message.Journal.Redriven.Unknown;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// The journal as one collection: a message, its `seq`, key, deliveries and their trace are one
/// document, so one insert stores all of them or nothing.
public final class MongoJournal implements Journal, Replayer {

    /// The number of re-drives while this message was the newest.
    private static final String REDRIVEN_BEHIND = "redriven_behind";

    private static final int PARKED_AT_ONCE = 500;

    private final MongoStore store;
    private final SettleBatcher line;
    private final MongoAppend mongoAppend;
    private final InstantSource clock;

    /// @param clock decides which keys have expired on recall
    public MongoJournal(
            MongoStore store,
            SettleBatcher line,
            PartitionOwnership ownership,
            InstantSource clock) {
        this.store = store;
        this.line = line;
        this.mongoAppend = new MongoAppend(line, ownership);
        this.clock = clock;
    }

    @Override
    public Appended append(Entry entry) {
        return store.call(mongo -> mongoAppend.append(mongo, entry));
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return store.call(mongo -> KeyRegister.recall(mongo, key, clock.instant()));
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        return line.settle(settlement);
    }

    /// The result of one of the small steps that park all pending deliveries of a target.
    private record ParkedPage(int parked, boolean mayHaveMore) {}

    @Override
    public int parkPending(Target target, ParkReason reason, Instant now) {
        int parked = 0;
        ParkedPage page;
        do {
            page = store.call(mongo -> parkSome(mongo, target, reason, now));
            parked += page.parked();
        } while (page.mayHaveMore());
        return parked;
    }

    private static ParkedPage parkSome(
            MongoOperations mongo, Target target, ParkReason reason, Instant now) {
        List<RowDocument> rows = rows(mongo, Messages.owedTo(target.toString()));
        if (rows.isEmpty()) {
            return new ParkedPage(0, false);
        }
        Answers answers = AnswerLinks.finish(mongo, rows.stream().map(RowDocument::id).toList());
        List<String> open =
                rows.stream()
                        .filter(row -> !answers.settled(row.id(), position(row, target)))
                        .map(RowDocument::id)
                        .toList();
        Query query = query(Messages.owedTo(target.toString()).and("_id").in(open));
        long parked =
                mongo.updateMulti(query, parking(target, reason, now), JOURNAL).getModifiedCount();
        return new ParkedPage((int) parked, rows.size() == PARKED_AT_ONCE);
    }

    private static List<RowDocument> rows(MongoOperations mongo, Criteria owed) {
        Query query = query(owed).limit(PARKED_AT_ONCE);
        query.fields().include(RowDocument.FIELDS);
        return mongo.find(query, RowDocument.class, JOURNAL);
    }

    private static long position(RowDocument row, Target target) {
        return row.deliveryTo(target.toString())
                .map(DeliveryDocument::position)
                .orElseGet(() -> DeliveryDocument.positionOf(row.seq()));
    }

    /// Does the same as [dev.switchboard.domain.delivery.Delivery.Pending#park], for many messages
    /// at once.
    private static Update parking(Target target, ParkReason reason, Instant now) {
        Attempt step = Attempt.step(now, Outcome.PARKED, reason.code());
        Update update =
                new Update()
                        .set("deliveries.$[d].state", State.PARKED.name())
                        .set("deliveries.$[d].reason", reason.code())
                        .set("deliveries.$[d].closed_at", now)
                        .unset("deliveries.$[d].since")
                        .unset("deliveries.$[d].due_at")
                        .pull(MessageDocument.OWED, target.toString())
                        .inc("deliveries.$[d].revision", 1)
                        .filterArray(where("d.target").is(target.toString()));
        return DeliverySteps.traced(update, HopDocument.from(target, step));
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return store.call(mongo -> redrive(mongo, message, target, now));
    }

    private static Redriven redrive(
            MongoOperations mongo, MessageId id, Target target, Instant now) {
        AnswerLinks.finish(mongo, List.of(id.value()));
        MessageDocument document =
                mongo.findOne(Messages.withId(id), MessageDocument.class, JOURNAL);
        Optional<DeliveryDocument> delivery =
                document == null ? Optional.empty() : document.deliveryTo(target.toString());
        if (document == null || delivery.isEmpty()) {
            return new Unknown();
        }
        return switch (delivery.get().toDelivery()) {
            case Parked parked -> redrive(mongo, document.toMessage(), parked, now);
            default -> new NotParked();
        };
    }

    private static Redriven redrive(
            MongoOperations mongo, Message message, Parked parked, Instant now) {
        Pending next = parked.redrive(now);
        long position = nextPositions(mongo, message.conversation(), 1);
        Attempt step = Attempt.step(now, Outcome.REDRIVEN, "");
        return DeliverySteps.take(
                        mongo, new Settlement(message, parked.revision(), next, step), position)
                ? new Queued(message, next)
                : new NotParked();
    }

    @Override
    public List<MessageId> replay(List<Step> steps) {
        line.catchUp();
        return store.call(mongo -> replay(mongo, steps));
    }

    private static List<MessageId> replay(MongoOperations mongo, List<Step> steps) {
        ConversationId conversation = steps.getFirst().message().conversation();
        AnswerLinks.finish(mongo, steps.stream().map(step -> step.message().id().value()).toList());
        long first = nextPositions(mongo, conversation, steps.size());
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, JOURNAL);
        for (int i = 0; i < steps.size(); i++) {
            Settlement settlement = DeliverySteps.of(steps.get(i));
            bulk.updateOne(
                    DeliverySteps.expected(settlement),
                    DeliverySteps.update(settlement, steps.get(i).answer())
                            .set(DeliverySteps.POSITION, first + i));
        }
        boolean all = bulk.execute().getMatchedCount() == steps.size();
        return IntStream.range(0, steps.size())
                .filter(i -> all || isAt(mongo, steps.get(i), first + i))
                .mapToObj(i -> steps.get(i).message().id())
                .toList();
    }

    /// No other step gives a delivery the same position.
    private static boolean isAt(MongoOperations mongo, Step step, long position) {
        RowDocument row = Messages.row(mongo, step.message().id());
        return row != null && position(row, step.from().target()) == position;
    }

    /// Positions after the conversation's newest message, and so after all that is pending, in
    /// order of the calls of this method.
    ///
    /// @return the first of them
    private static long nextPositions(
            MongoOperations mongo, ConversationId conversation, int number) {
        HeadDocument newest = requireNonNull(Messages.newest(mongo, conversation));
        Query which = query(where("_id").is(newest.id()));
        which.fields().include(REDRIVEN_BEHIND);
        Document counted =
                mongo.findAndModify(
                        which,
                        new Update().inc(REDRIVEN_BEHIND, (long) number),
                        FindAndModifyOptions.options().returnNew(true),
                        Document.class,
                        JOURNAL);
        return DeliveryDocument.positionOf(newest.seq())
                + requireNonNull(counted).get(REDRIVEN_BEHIND, Number.class).longValue()
                - number
                + 1;
    }

    @Override
    public Discard discard(MessageId message, Target target, Instant now) {
        line.catchUp();
        return store.call(mongo -> discard(mongo, message, target, now));
    }

    private static Discard discard(
            MongoOperations mongo, MessageId message, Target target, Instant now) {
        RowDocument row = Messages.row(mongo, message);
        if (row == null || row.deliveryTo(target.toString()).isEmpty()) {
            return Discard.UNKNOWN;
        }
        if (!(row.deliveryTo(target.toString()).get().toDelivery() instanceof Parked parked)) {
            return Discard.NOT_PARKED;
        }
        Settlement step =
                new Settlement(
                        new ConversationId(row.conversation()),
                        message,
                        parked.revision(),
                        parked.discard(now),
                        Attempt.step(now, Outcome.DISCARDED, parked.reason().code()),
                        null,
                        Pace.PROMPT);
        return DeliverySteps.take(mongo, step) ? Discard.DONE : Discard.NOT_PARKED;
    }

    @Override
    public void rememberAnswer(String scope, String key, String answer) {
        store.run(mongo -> KeyRegister.remember(mongo, scope, key, answer));
    }
}
