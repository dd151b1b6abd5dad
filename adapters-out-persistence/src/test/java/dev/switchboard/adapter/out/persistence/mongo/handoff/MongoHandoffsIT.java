package dev.switchboard.adapter.out.persistence.mongo.handoff;

import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.HandoffsContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff.Ended;
import java.time.Instant;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoHandoffsIT implements HandoffsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Handoffs handoffs() {
        return store.bean(Handoffs.class);
    }

    @Test
    void endsWithItsConversation() {
        StorePorts ports = store.ports();
        ports.journal().append(question().in(CHAT).owedTo().entry());
        Ended over = stepFromTheFirstToTheLast();
        Instant later = Seed.NOW.plusSeconds(1);

        handoffs().finish(over);
        ports.retention().purge(later, later, later);

        assertThat(handoffs().find(CHAT)).isEmpty();
        assertThat(handoffs().open(null, 10)).isEmpty();
    }

    /// It may have begun with the conversation's next message, which the purge does not see yet.
    @Test
    void staysWhileItIsOpen() {
        StorePorts ports = store.ports();
        ports.journal().append(question().in(CHAT).owedTo().entry());
        Ended over = stepFromTheFirstToTheLast();
        Instant later = Seed.NOW.plusSeconds(1);

        ports.retention().purge(later, later, later);

        assertThat(ports.conversations().find(CHAT)).isEmpty();
        assertThat(handoffs().open(null, 10)).containsExactly(over);
    }

    @Test
    void leavesOutWhatSomebodyPutThereByHand() {
        Document foreign =
                new Document("_id", CHAT.value()).append("open", true).append("matter", "mine");
        store.database().getCollection("handoffs").insertOne(foreign);

        assertThat(handoffs().find(CHAT)).isEmpty();
        assertThat(handoffs().open(null, 10)).isEmpty();
        stepFromTheFirstToTheLast();
    }

    @Test
    void walksPastWhatHasAnotherForm() {
        walksPastWhatCannotBeRead(conversation -> change(conversation, "matter", "mine"));
    }

    /// As it is when the key of its day is gone.
    @Test
    void walksPastWhatCannotBeOpened() {
        Document sealed =
                new Document("key", "1999-01-01").append("value", new Binary(new byte[50]));
        walksPastWhatCannotBeRead(conversation -> change(conversation, "step.note", sealed));
    }

    private void change(ConversationId conversation, String field, Object value) {
        store.database()
                .getCollection("handoffs")
                .updateOne(Filters.eq("_id", conversation.value()), Updates.set(field, value));
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
