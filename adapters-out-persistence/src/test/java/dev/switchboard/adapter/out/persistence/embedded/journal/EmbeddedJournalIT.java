package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.message.ReplayerContract;
import dev.switchboard.domain.message.Message;
import org.junit.jupiter.api.Test;

class EmbeddedJournalIT extends MessageStoreCase implements JournalContract, ReplayerContract {

    @Override
    public Replayer replayer() {
        return new EmbeddedJournal(opened().store(), cache, clock);
    }

    @Test
    void recognisesAKeyWithoutAFingerprint() {
        Message first = stored(message().keyed(key("k1", "")));

        assertThat(store().journal().append(message().keyed(key("k1", "")).entry()))
                .isEqualTo(new Appended.Repeated(first.id(), null));
    }

    @Test
    void leavesNoGapInSeqBehindAnAppendThatFailed() {
        Entry entry = message().entry();
        store().journal().append(entry);

        assertThatThrownBy(() -> store().journal().append(entry))
                .isInstanceOf(IllegalStateException.class);

        assertThat(stored(message()).seq()).isEqualTo(2);
    }

    @Test
    void leavesNoGapInSeqBehindAMessageThatWasWrittenButNotStored() {
        stored(message());
        Entry lost = message().entry();

        assertThatThrownBy(() ->
                        opened().store()
                                .write(batch -> {
                                    new EmbeddedAppend(cache, lost).run(batch);
                                    throw new IllegalStateException("no room for the rest");
                                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(stored(message()).seq()).isEqualTo(2);
    }

    @Test
    void storesAnAnswerAndWhatItAnswersInOneCommit() {
        Message question = stored(message());
        long before = opened().gate().commits();

        stored(answerTo(question.id()));

        assertThat(opened().gate().commits() - before).isOne();
        assertThat(outcomes(question)).hasSize(1);
    }

    @Test
    void goesOnCountingAfterItWasOpenedAgain() {
        stored(message());
        close();
        open();

        assertThat(stored(message()).seq()).isEqualTo(2);
    }
}
