package dev.switchboard.adapter.out.persistence.mongo.chat;

import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.ChatsContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.chat.Chat;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoChatsIT implements ChatsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Chats chats() {
        return store.bean(Chats.class);
    }

    @Test
    void endsWithItsConversation() {
        StorePorts ports = store.ports();
        ports.journal().append(question().in(CONVERSATION).owedTo().entry());
        Chat over = keepsFromTheBeginningToTheEnd();
        Instant later = Seed.NOW.plusSeconds(1);

        chats().finish(over);
        ports.retention().purge(later, later, later);

        assertThat(chats().newest(CONVERSATION, 10)).isEmpty();
        assertThat(chats().open(null, 10)).isEmpty();
    }

    /// It may have begun with the conversation's next message, which the purge does not see yet.
    @Test
    void staysWhileItIsOpen() {
        StorePorts ports = store.ports();
        ports.journal().append(question().in(CONVERSATION).owedTo().entry());
        Chat over = keepsFromTheBeginningToTheEnd();
        Instant later = Seed.NOW.plusSeconds(1);

        ports.retention().purge(later, later, later);

        assertThat(ports.conversations().find(CONVERSATION)).isEmpty();
        assertThat(chats().open(null, 10)).containsExactly(over);
    }

    @Test
    void walksPastWhatHasAnotherForm() {
        walksPastWhatCannotBeRead(this::deform);
    }

    @Test
    void beginsBehindTheNumberOfOneOfAnotherForm() {
        beginsBehindTheNumberOfOneThatCannotBeRead(this::deform);
    }

    private void deform(Chat chat) {
        store.database()
                .getCollection("chats")
                .updateOne(Filters.eq("_id", chat.id().value()), Updates.set("request", "mine"));
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
