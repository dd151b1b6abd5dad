package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Appended.Repeated;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Finds every key that expired, on whatever page it stands, and no other.
class ExpiredKeysIT extends EmbeddedStoreCase implements StoreContract {

    private static final Instant EXPIRY = Seed.NOW.plusSeconds(60);
    private static final Instant LONG_AFTER = EXPIRY.plusSeconds(60);

    @Test
    void forgetsWhatExpiredOnAnyPage() {
        keep(25, EXPIRY);

        assertThat(new ExpiredKeys(opened().store(), 10, 100).purge(EXPIRY)).isEqualTo(25);

        assertThat(keys()).isZero();
    }

    @Test
    void endsAtTheEndOfAFullPage() {
        keep(20, EXPIRY);
        ExpiredKeys expired = new ExpiredKeys(opened().store(), 10, 100);

        assertThat(expired.purge(EXPIRY)).isEqualTo(20);
        keep(1, EXPIRY);

        assertThat(expired.purge(EXPIRY)).isOne();
    }

    @Test
    void keepsWhatLives() {
        IdempotencyKey living = new IdempotencyKey("svc", "living", "f", LONG_AFTER);
        keep(25, EXPIRY);
        var first = stored(message().keyed(living));

        int gone = new ExpiredKeys(opened().store(), 10, 100).purge(LONG_AFTER.minusMillis(1));

        assertThat(gone).isEqualTo(25);
        assertThat(store().journal().append(message().keyed(living).entry()))
                .isEqualTo(new Repeated(first.id(), null));
    }

    @Test
    void goesOnWhereItStoppedAndThenFromTheStart() {
        keep(25, EXPIRY);
        ExpiredKeys expired = new ExpiredKeys(opened().store(), 10, 2);

        assertThat(expired.purge(EXPIRY.minusMillis(1))).isZero();
        assertThat(expired.purge(EXPIRY)).isEqualTo(5);
        assertThat(expired.purge(EXPIRY)).isEqualTo(20);
    }

    private void keep(int count, Instant expiry) {
        for (int i = 0; i < count; i++) {
            stored(message().keyed(new IdempotencyKey("svc", "k" + i, "f", expiry)));
        }
    }

    private long keys() {
        return opened().store()
                .<Long>read(sql -> sql.number("SELECT count(*) FROM idempotency_key"));
    }
}
