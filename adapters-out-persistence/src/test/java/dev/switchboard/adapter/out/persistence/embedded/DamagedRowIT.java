package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.application.port.out.message.History.Recorded;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A row that somebody changed by hand harms nothing but itself (T07).
class DamagedRowIT extends EmbeddedStoreCase implements StoreContract {

    @Test
    void parksAMessageThatCannotBeReadAndGoesOnWithTheLane() {
        stored(message());
        Message damaged = stored(message());
        stored(message());
        change("UPDATE message SET party = 'NOBODY' WHERE seq = 2");

        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L, 3L);

        Item item = store().deliveryLog().find(damaged.id(), Seed.SLACK).orElseThrow();
        assertThat(item.delivery())
                .isInstanceOfSatisfying(
                        Parked.class,
                        it -> assertThat(it.reason()).isEqualTo(new ParkReason("damaged")));
        assertThat(store().backlog().pendingPerTarget()).containsEntry(Seed.SLACK, 2);
    }

    @Test
    void skipsADamagedMessageInAHistory() {
        stored(message());
        Message damaged = stored(message());
        stored(message());
        change("UPDATE message SET party = 'NOBODY' WHERE seq = 2");

        assertThat(store().history().messages(CONVERSATION, 0, 10))
                .extracting(recorded -> recorded.message().seq())
                .containsExactly(1L, 3L);
        assertThat(store().history().find(damaged.id())).isEmpty();
    }

    @Test
    void showsAMessageWithoutItsDamagedDelivery() {
        Message message = stored(message());
        change("UPDATE delivery SET state = 'LOST'");

        assertThat(store().history().find(message.id())).contains(new Recorded(message, List.of()));
        assertThat(store().deliveryLog().find(message.id(), Seed.SLACK)).isEmpty();
    }

    @Test
    void acceptsAnAnswerToADamagedMessage() {
        Message question = stored(message());
        change("UPDATE delivery SET state = 'LOST'");

        assertThat(stored(answerTo(question.id())).seq()).isEqualTo(2);
    }

    @Test
    void skipsAChannelThatCannotBeRead() {
        ChannelRegistry registry =
                new EmbeddedChannelRegistry(
                        opened().store(), TestKeys.cipher(), clock, Duration.ofSeconds(2));
        registry.insert(Seed.channel("damaged"));
        registry.insert(Seed.channel("sound"));
        registry.insert(Seed.channel("unreadable"));
        change("UPDATE channel SET metadata = '{' WHERE id = 'damaged'");
        change("UPDATE channel SET secrets = '[[1]]' WHERE id = 'unreadable'");

        assertThat(registry.query(ChannelFilter.ALL, null, 10))
                .containsExactly(Seed.channel("sound"));
    }

    private void change(String sql) {
        assertThat(opened().store().<Integer>write(it -> it.update(sql))).isPositive();
    }
}
