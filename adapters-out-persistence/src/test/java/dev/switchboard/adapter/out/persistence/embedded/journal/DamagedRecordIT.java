package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.domain.delivery.ParkReason.CHANNEL_DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A record changed outside the hub affects nothing else.
class DamagedRecordIT extends MessageStoreCase implements StoreContract {

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
