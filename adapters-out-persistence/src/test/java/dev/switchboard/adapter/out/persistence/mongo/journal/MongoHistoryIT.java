package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.message.HistoryContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoHistoryIT implements HistoryContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public StorePorts store() {
        return store.ports();
    }

    /// Case T07.
    @Test
    void skipsWhatWasDamagedByHand() {
        stored(message());
        change(stored(message()), Updates.unset("content"));
        change(stored(message()), Updates.set("party", "NOBODY"));
        change(stored(message()), Updates.set("deliveries", "mine"));
        Message last = stored(message());

        assertThat(store().history().messages(CONVERSATION, 0, 2))
                .extracting(recorded -> recorded.message().seq())
                .containsExactly(1L, 5L);
        assertThat(store().history().since(new MessageId("msg_" + "0".repeat(32)), 2)).hasSize(2);
        assertThat(store().history().newest(last.id(), 2)).hasSize(1);
    }

    @Test
    void skipsADamagedMessageOfABot() {
        Message whole = stored(reply());
        Message damaged = stored(reply());
        change(damaged, Updates.unset("content"));

        assertThat(store().history().find(damaged.id())).isEmpty();
        assertThat(store().recentActivity().botMessages(CHAT.origin(), 1)).containsExactly(whole);
    }

    private void change(Message message, Bson change) {
        store.database()
                .getCollection("journal")
                .updateOne(Filters.eq("_id", message.id().value()), change);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
