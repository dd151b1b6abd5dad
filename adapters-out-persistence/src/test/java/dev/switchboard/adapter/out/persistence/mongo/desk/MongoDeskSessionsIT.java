package dev.switchboard.adapter.out.persistence.mongo.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.DeskSessionsContract;
import dev.switchboard.application.port.out.upstream.SharedDeskSessionsContract;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.secret.Secret;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoDeskSessionsIT implements SharedDeskSessionsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public DeskSessions sessions() {
        return store.bean(DeskSessions.class);
    }

    @Test
    void storesNoTokenThatCouldBeRead() {
        sessions()
                .insert(
                        DeskSessionsContract.session(CHAT)
                                .with(new Token(new Secret("canary-token"), NOW)));

        Document stored = store.database().getCollection("desk_sessions").find().first();

        assertThat(stored).isNotNull();
        assertThat(stored.getString("token")).startsWith("v1.");
        assertThat(stored.toJson()).doesNotContain("canary");
    }

    /// A document of an earlier version has no conversation, and its fence counted holders.
    @Test
    void takesWhatAnEarlierVersionStored() {
        sessions().insert(DeskSessionsContract.session(CHAT).takenBy(new Hold(FIRST, 5)));
        store.database()
                .getCollection("desk_sessions")
                .updateOne(new Document(), new Document("$unset", new Document("conversation", 1)));

        DeskSession taken =
                sessions().take(CHAT, new Hold(SECOND, 1_800_000_000_000L)).orElseThrow();

        assertThat(taken.conversation()).isNull();
        assertThat(taken.hold()).isEqualTo(new Hold(SECOND, 1_800_000_000_000L));
        assertThat(sessions().live(DESK, null, 10)).containsExactly(taken);
    }

    /// Or the hub that takes sessions up would think it has seen all.
    @Test
    void fillsAPageBehindOneThatWasDamagedByHand() {
        DeskRef damaged = new DeskRef(CHAT.value() + "-a");
        DeskRef last = new DeskRef(CHAT.value() + "-b");
        List.of(CHAT, damaged, last)
                .forEach(chat -> sessions().insert(DeskSessionsContract.session(chat)));
        store.database()
                .getCollection("desk_sessions")
                .updateOne(Filters.eq("_id", damaged.value()), Updates.set("facts", "mine"));

        assertThat(sessions().live(DESK, null, 2))
                .extracting(DeskSession::chat)
                .containsExactly(CHAT, last);
        assertThat(sessions().find(damaged)).isEmpty();
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
