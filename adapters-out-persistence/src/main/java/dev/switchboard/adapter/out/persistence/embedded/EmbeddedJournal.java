package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.DeliveryTable.Stored;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Appends and settles through the group commit: what many callers ask for at once shares one
/// transaction.
final class EmbeddedJournal implements Journal {

    /// Small enough not to hold up the appends in between.
    private static final int PARKED_AT_ONCE = 200;

    private final EmbeddedStore store;
    private final Appending appending;
    private final Clock clock;

    EmbeddedJournal(EmbeddedStore store, KnownConversations known, Clock clock) {
        this.store = store;
        this.appending = new Appending(known);
        this.clock = clock;
    }

    @Override
    public Appended append(Entry entry) {
        return store.write(sql -> appending.append(sql, entry));
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return store.read(sql -> IdempotencyKeys.recall(sql, key, clock.instant()));
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        return switch (settlement.pace()) {
            case PROMPT -> store.submit(sql -> settle(sql, settlement));
            case UNHURRIED -> store.submitUnhurried(sql -> settle(sql, settlement));
        };
    }

    private static Settled settle(Sql sql, Settlement settlement) throws SQLException {
        boolean call = settlement.attempt().number() > 0;
        if (call && DeliveryTable.takeFirstCall(sql, settlement)) {
            return Settled.DONE;
        }
        Optional<Stored> found =
                DeliveryTable.find(sql, settlement.message(), settlement.next().target());
        if (found.isEmpty()) {
            return Settled.OVERTAKEN;
        }
        Stored stored = found.get();
        if (settlement.stands(stored.delivery(), stored.call())) {
            return Settled.DONE;
        }
        boolean expected = stored.delivery().revision() == settlement.expected();
        Delivery next = expected ? settlement.next() : stored.delivery();
        DeliveryTable.take(sql, stored, next, settlement);
        return expected ? Settled.DONE : Settled.OVERTAKEN;
    }

    @Override
    public int parkPending(Target target, ParkReason reason, Instant now) {
        int all = 0;
        int parked;
        do {
            parked = store.write(sql -> parkSome(sql, target, reason, now));
            all += parked;
        } while (parked > 0);
        return all;
    }

    private static int parkSome(Sql sql, Target target, ParkReason reason, Instant now)
            throws SQLException {
        List<Stored> pending = DeliveryTable.pending(sql, target, PARKED_AT_ONCE);
        for (Stored stored : pending) {
            if (stored.delivery() instanceof Pending waiting) {
                Attempt step = Attempt.step(now, Outcome.PARKED, reason.code());
                DeliveryTable.advance(sql, stored, waiting.park(reason, now), step);
            }
        }
        return pending.size();
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return store.write(sql -> redrive(sql, message, target, now));
    }

    private static Redriven redrive(Sql sql, MessageId id, Target target, Instant now)
            throws SQLException {
        Optional<Stored> stored = DeliveryTable.find(sql, id, target);
        Optional<Message> message = sql.first(MessageRows.ONE, MessageRows::read, id);
        if (stored.isEmpty() || message.isEmpty()) {
            return new Redriven.Unknown();
        }
        if (!(stored.get().delivery() instanceof Parked parked)) {
            return new Redriven.NotParked();
        }
        Pending again = parked.redrive(now);
        Attempt step = Attempt.step(now, Outcome.REDRIVEN, "");
        DeliveryTable.advanceToEnd(sql, stored.get(), again, step);
        return new Redriven.Queued(message.get(), again);
    }

    @Override
    public Discard discard(MessageId message, Target target, Instant now) {
        return store.write(sql -> discard(sql, message, target, now));
    }

    private static Discard discard(Sql sql, MessageId message, Target target, Instant now)
            throws SQLException {
        Optional<Stored> stored = DeliveryTable.find(sql, message, target);
        if (stored.isEmpty()) {
            return Discard.UNKNOWN;
        }
        if (!(stored.get().delivery() instanceof Parked parked)) {
            return Discard.NOT_PARKED;
        }
        Attempt step = Attempt.step(now, Outcome.DISCARDED, parked.reason().code());
        DeliveryTable.advance(sql, stored.get(), parked.discard(now), step);
        return Discard.DONE;
    }

    @Override
    public void rememberAnswer(String scope, String key, String answer) {
        store.write(sql -> IdempotencyKeys.answer(sql, scope, key, answer));
    }
}
