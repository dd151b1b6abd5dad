package dev.switchboard.adapter.out.persistence.mongo.presence;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.PRESENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Stored;
import dev.switchboard.application.port.out.presence.OrganisationsContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoOrganisationsIT implements OrganisationsContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public Organisations organisations() {
        return store.bean(Organisations.class);
    }

    @Test
    void refusesAWriteThatComesTooLate() {
        organisations().write(ORG, batch(7, team("new", 7)));

        assertThatThrownBy(() -> organisations().write(ORG, batch(6, team("old", 6))))
                .isInstanceOf(StoreUnavailableException.class);

        Stored stored = organisations().load(ORG).orElseThrow();
        assertThat(stored.seq()).isEqualTo(7);
        assertThat(stored.entries()).containsExactly(team("new", 7));
    }

    @Test
    void removesNothingTooLate() {
        organisations().write(ORG, batch(7, team("new", 7)));

        assertThatThrownBy(() ->
                        organisations()
                                .write(
                                        ORG,
                                        new Batch(
                                                6,
                                                Seed.NOW,
                                                List.of(),
                                                List.of(EntryKey.group(1)))))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(organisations().load(ORG).orElseThrow().entries()).hasSize(1);
    }

    @Test
    void countsOnFromTheEntriesOfABatchThatWasStoredInPart() {
        organisations().write(ORG, batch(7, team("new", 7)));
        store.database()
                .getCollection(PRESENCE)
                .updateOne(Filters.eq(ORG.value()), Updates.set("seq", 5L));

        assertThat(organisations().load(ORG).map(Stored::seq)).contains(7L);
    }

    @Test
    void leavesOutWhatCannotBeRead() {
        organisations().write(ORG, batch(7, team("new", 7)));
        store.database()
                .getCollection(PRESENCE)
                .updateOne(Filters.eq("kind", "GROUP"), Updates.set("name", 5));

        assertThat(organisations().load(ORG).orElseThrow().entries()).isEmpty();
    }

    private static Batch batch(long seq, Group group) {
        return new Batch(seq, Seed.NOW, List.of(group), List.of());
    }

    private static Group team(String name, long seq) {
        return new Group(1, name, 1, seq);
    }

    @AfterEach
    void stop() {
        store.close();
    }
}
