package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static dev.switchboard.domain.delivery.ParkReason.CHANNEL_DELETED;
import static dev.switchboard.domain.delivery.ParkReason.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A record changed outside the hub affects nothing else.
class DamagedRecordIT extends MessageStoreCase implements StoreContract {

    private static final Instant LATER = Seed.NOW.plus(Duration.ofDays(10));

    @Test
    void goesOnWithTheLaneBehindAMessageThatCannotBeRead() {
        stored(message());
        Message damaged = stored(message());
        stored(message());
        damage(damaged);

        List<Owed> pending = store().backlog().pending(new LaneKey(CONVERSATION, Seed.SLACK), 2);

        assertThat(pending).extracting(owed -> owed.message().seq()).containsExactly(1L, 3L);
        assertThat(pendingPerTarget()).containsEntry(Seed.SLACK, 2);
    }

    @Test
    void skipsADamagedMessageInAHistory() {
        stored(message());
        Message damaged = stored(message());
        stored(message());
        damage(damaged);

        assertThat(store().history().messages(CONVERSATION, 0, 10))
                .extracting(recorded -> recorded.message().seq())
                .containsExactly(1L, 3L);
        assertThat(store().history().find(damaged.id())).isEmpty();
    }

    @Test
    void showsAMessageWithoutItsDamagedDelivery() {
        Message message = stored(message());
        damageDelivery(message);

        assertThat(store().history().find(message.id())).contains(new Recorded(message, List.of()));
        assertThat(store().deliveryLog().find(message.id(), Seed.SLACK)).isEmpty();
    }

    @Test
    void acceptsAnAnswerToAMessageWithADamagedDelivery() {
        Message question = stored(message());
        damageDelivery(question);

        assertThat(stored(answerTo(question.id())).seq()).isEqualTo(2);
    }

    @Test
    void acceptsAnAnswerToADamagedMessage() {
        Message question = stored(message());
        damage(question);

        assertThat(stored(answerTo(question.id())).seq()).isEqualTo(2);
    }

    @Test
    void parksWhatWaitsForATargetExceptWhatCannotBeRead() {
        Message first = stored(message());
        damage(stored(message()));
        damageDelivery(stored(message()));
        Message last = stored(message());
        cache.forget();

        int parked = store().journal().parkPending(Seed.SLACK, CHANNEL_DELETED, Seed.NOW);

        assertThat(parked).isEqualTo(2);
        for (Message message : List.of(first, last)) {
            assertThat(store().deliveryLog().find(message.id(), Seed.SLACK))
                    .get()
                    .extracting(DeliveryLog.Item::delivery)
                    .isInstanceOf(Delivery.Parked.class);
        }
    }

    @Test
    void goesWithItsDayLikeAnyOther() {
        damage(stored(message()));
        damageDelivery(stored(message()));
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, REFUSED, Seed.NOW);
        damage(parked);
        Message unknown = stored(message());
        giveUp(unknown, Seed.SLACK, REFUSED, Seed.NOW);
        damageDelivery(unknown);

        purgeAll(LATER, LATER, LATER);
        purgeAll(LATER, LATER, LATER);

        assertThat(pendingPerTarget()).isEmpty();
        assertThat(store().conversations().find(CONVERSATION)).isEmpty();
        assertThat(store().history().newest(null, 10)).isEmpty();
        for (Table table : List.of(Table.MESSAGE, Table.DELIVERY, Table.DEAD, Table.SENT)) {
            assertThat(keys(table)).isZero();
        }
    }

    @Test
    void keepsNoConversationOnceItsDayIsGone() {
        Message damaged = stored(message());
        Message waiting = stored(message());
        purgeAll(LATER, LATER, Seed.NOW);
        damage(damaged);

        purgeAll(LATER, LATER, Seed.NOW);
        assertThat(store().conversations().find(CONVERSATION)).isPresent();
        deliver(waiting, Seed.SLACK, LATER);
        purgeAll(LATER, LATER, Seed.NOW);

        assertThat(store().conversations().find(CONVERSATION)).isEmpty();
        assertThat(keys(Table.MESSAGE)).isZero();
        assertThat(keys(Table.LEFTOVER)).isZero();
    }

    private int keys(Table table) {
        return opened().store()
                .<Integer>search(view -> {
                    int keys = 0;
                    try (Scan scan = view.scan(table, new byte[0], new byte[] {-1})) {
                        while (scan.next()) {
                            keys++;
                        }
                    }
                    return keys;
                });
    }

    @Test
    void leavesADamagedStepOutOfATrace() {
        Message message = stored(message());
        giveUp(message, Seed.SLACK, REFUSED, Seed.NOW);
        store().journal().redrive(message.id(), Seed.SLACK, Seed.NOW);
        cutShort(Table.TRACE, Keys.trace(MessageKey.of(message.id()), Seed.SLACK, 2));

        assertThat(outcomes(message)).containsExactly(Attempt.Outcome.REFUSED);
        damageDelivery(message);
        assertThat(outcomes(message)).isEmpty();
    }

    @Test
    void findsWhatWaitsForClientsBehindADamagedMessage() {
        Message damaged = stored(reply());
        stored(reply());
        damage(damaged);

        assertThat(store().heldMessages().firstUntaken(CHAT, 0)).hasValue(2);
    }

    @Test
    void listsOnBehindADamagedMessage() {
        Message damaged = stored(message());
        Message next = stored(message());
        damage(damaged);

        assertThat(
                        store().deliveryLog()
                                .list(
                                        new DeliveryLog.Query(
                                                Seed.SLACK,
                                                null,
                                                Set.of(),
                                                null,
                                                null,
                                                damaged.id(),
                                                10)))
                .extracting(DeliveryLog.Item::message)
                .containsExactly(next.id());
    }

    @Test
    void doesNotKeepAnErasureFromTheRest() {
        Message message = stored(message().keyed(key("k1", "f1")));
        giveUp(message, Seed.SLACK, REFUSED, Seed.NOW);
        store().journal().redrive(message.id(), Seed.SLACK, Seed.NOW);
        cutShort(Table.TRACE, Keys.trace(MessageKey.of(message.id()), Seed.SLACK, 2));
        Message other = stored(message());
        damageDelivery(other);
        opened().store()
                .write(batch -> {
                    batch.put(Table.KEY, new byte[] {1, 2}, new byte[] {1});
                    return batch;
                });
        EmbeddedEraser eraser = new EmbeddedEraser(opened().store());

        eraser.erase(List.of(message, other), Seed.NOW);
        eraser.scrub();

        assertThat(store().history().messages(CONVERSATION, 0, 10))
                .hasSize(2)
                .allSatisfy(
                        recorded -> assertThat(recorded.message().content().isErased()).isTrue());
    }

    private void damage(Message message) {
        cutShort(Table.MESSAGE, MessageKey.of(message.id()));
    }

    private void damageDelivery(Message message) {
        cutShort(Table.DELIVERY, Keys.delivery(MessageKey.of(message.id()), Seed.SLACK));
    }

    private void cutShort(Table table, byte[] key) {
        assertThat(opened().store().<Boolean>read(view -> view.get(table, key) != null)).isTrue();
        opened().store()
                .write(batch -> {
                    batch.put(table, key, new byte[] {1});
                    return key;
                });
    }
}
