package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.RetentionContract;
import dev.switchboard.domain.message.Message;
import org.junit.jupiter.api.Test;

class EmbeddedRetentionIT extends MessageStoreCase implements RetentionContract {

    @Test
    void countsOnAfterARestartWhenOnlyAnOlderMessageIsStillNeeded() {
        stored(message());
        deliver(stored(message()), Seed.SLACK, Seed.NOW);

        store().retention().purge(LATER, LATER, LATER);
        close();
        open();

        assertThat(stored(message()).seq()).isEqualTo(3);
    }

    @Test
    void forgetsWhatOutlivedItsDayOnceItIsSettled() {
        Message needed = stored(message());
        store().retention().purge(LATER, LATER, LATER);
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);

        deliver(needed, Seed.SLACK, LATER);
        store().retention().purge(LATER, LATER, LATER);

        assertThat(store().history().find(needed.id())).isEmpty();
        assertThat(store().history().messages(CONVERSATION, 0, 10)).isEmpty();
        assertThat(store().conversations().find(CONVERSATION)).isEmpty();
        assertThat(stored(message().acceptedAt(LATER)).seq()).isOne();
    }
}
