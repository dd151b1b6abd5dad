package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.application.port.out.message.HistoryContract;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedJournalIT extends MessageStoreCase implements JournalContract, HistoryContract {

    /// The position of the day's last octet; the nonce follows it.
    private static final int DAY = 7;

    private static final int NONCE = 8;
    private static final int NONCE_LENGTH = 12;

    private boolean seals = true;

    @Override
    protected boolean seals() {
        return seals;
    }

    @Test
    void readsOpenAndSealedMessagesSideBySide() {
        Message sealed = stored(message().saying("\"first\""));
        reopen(false);
        Message open = stored(message().saying("\"second\""));

        assertThat(read(sealed)).contains(sealed);
        assertThat(read(open)).contains(open);
        assertThat(sealedOn(sealed)).contains(today());
        assertThat(sealedOn(open)).isEmpty();

        reopen(true);

        assertThat(read(sealed)).contains(sealed);
        assertThat(read(open)).contains(open);
    }

    @Test
    void sealsEachDayWithItsOwnKey() {
        Message first = stored(message());
        LocalDate before = today();
        clock.advance(Duration.ofDays(1));
        Message second = stored(message());

        assertThat(sealedOn(first)).contains(before);
        assertThat(sealedOn(second)).contains(before.plusDays(1));
        assertThat(read(first)).contains(first);
        assertThat(read(second)).contains(second);
    }

    @Test
    void goesOnWithTheNewestKeyOnAClockThatWasSetBack() {
        stored(message());
        LocalDate newest = today();
        clock.advance(Duration.ofDays(-3));
        reopen(true);

        assertThat(sealedOn(stored(message()))).contains(newest);
    }

    @Test
    void opensNoMessageThatWasMoved() {
        Message first = stored(message().saying("\"first\""));
        Message second = stored(message().saying("\"second\""));
        put(second, value(first));

        assertThat(read(second)).isEmpty();
        assertThat(read(first)).contains(first);
    }

    @Test
    void leavesOutWhatWasChanged() {
        Message damaged = stored(message());
        Message sound = stored(message());
        byte[] value = value(damaged);
        value[value.length - 1]++;
        put(damaged, value);

        assertThat(read(damaged)).isEmpty();
        assertThat(store().history().messages(sound.conversation(), 0, 10))
                .extracting(recorded -> recorded.message().id())
                .containsExactly(sound.id());
    }

    @Test
    void leavesOutWhatNoKeyIsThereFor() {
        Message lost = stored(message());
        byte[] value = value(lost);
        value[DAY]++;
        put(lost, value);

        assertThat(read(lost)).isEmpty();
        assertThat(stored(message()).seq()).isEqualTo(2);
    }

    @Test
    void usesNoNonceTwice() {
        List<String> nonces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            nonces.add(nonce(stored(message().saying("\"same\""))));
        }
        reopen(true);
        nonces.add(nonce(stored(message().saying("\"same\""))));

        assertThat(nonces).doesNotHaveDuplicates();
    }

    private void reopen(boolean sealing) {
        close();
        seals = sealing;
        open();
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private Optional<Message> read(Message message) {
        return store().history().find(message.id()).map(Recorded::message);
    }

    private Optional<LocalDate> sealedOn(Message message) {
        return opened().store()
                .read(view -> view.sealedOn(Table.MESSAGE, MessageKey.of(message.id())));
    }

    private byte[] value(Message message) {
        return opened().stored(Table.MESSAGE, MessageKey.of(message.id()));
    }

    private String nonce(Message message) {
        return new String(value(message), NONCE, NONCE_LENGTH, ISO_8859_1);
    }

    /// Writes into the store, bypassing the hub.
    private void put(Message message, byte[] value) {
        reopen(false);
        opened().store()
                .write(batch -> {
                    batch.put(Table.MESSAGE, MessageKey.of(message.id()), value);
                    return value;
                });
    }
}
