package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.domain.message.Message;
import org.junit.jupiter.api.Test;

class EmbeddedJournalIT extends EmbeddedStoreCase implements JournalContract {

    @Test
    void recognisesAKeyWithoutAFingerprint() {
        Message first = stored(message().keyed(key("k1", "")));

        assertThat(store().journal().append(message().keyed(key("k1", "")).entry()))
                .isEqualTo(new Appended.Repeated(first.id(), null));
    }
}
