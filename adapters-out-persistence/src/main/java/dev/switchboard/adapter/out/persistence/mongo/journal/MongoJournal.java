package dev.switchboard.adapter.out.persistence.mongo.journal;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.data.mongodb.core.MongoOperations;

/// The journal as one collection: a message, its `seq`, its key, its deliveries and their trace are
/// one document, so one insert stores all of them or nothing.
public final class MongoJournal implements Journal {

    private final MongoStore store;
    private final SettleLine line;
    private final Appending appending;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    /// @param clock says which keys have expired when one is recalled
    public MongoJournal(MongoStore store, SettleLine line, InstantSource clock) {
        this.store = store;
        this.line = line;
        this.appending = new Appending(line);
        this.clock = clock;
    }

    @Override
    public Appended append(Entry entry) {
        return store.call(
                mongo -> turns.inTurn(entry.conversation(), () -> appending.append(mongo, entry)));
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return store.call(mongo -> KeyRegister.recall(mongo, key, clock.instant()));
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        return line.settle(settlement);
    }

    @Override
    public int parkPending(Target target, ParkReason reason, Instant now) {
        int parked = 0;
        ParkedPage page;
        do {
            page = store.call(mongo -> ParkedPage.park(mongo, target, reason, now));
            parked += page.parked();
        } while (page.mayHaveMore());
        return parked;
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return store.call(mongo -> Redriving.redrive(mongo, message, target, now));
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
