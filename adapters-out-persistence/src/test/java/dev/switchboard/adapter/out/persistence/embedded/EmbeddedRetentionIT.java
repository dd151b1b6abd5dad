package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.RetentionContract;
import org.junit.jupiter.api.Test;

class EmbeddedRetentionIT extends EmbeddedStoreCase implements RetentionContract {

    @Test
    void countsOnAfterARestartWhenOnlyAnOlderMessageIsStillNeeded() {
        stored(message());
        deliver(stored(message()), Seed.SLACK, Seed.NOW);

        store().retention().purge(LATER, LATER, LATER);
        opened().known().forgetAll();

        assertThat(stored(message()).seq()).isEqualTo(3);
    }
}
