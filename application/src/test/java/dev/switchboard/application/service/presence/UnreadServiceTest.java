package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.user;
import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.presence.CountUnread.Counted;
import dev.switchboard.application.port.in.presence.CountUnread.Counting;
import dev.switchboard.application.port.in.presence.CountUnread.RepeatKey;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnreadServiceTest {

    private static final RepeatKey KEY = new RepeatKey("back-end", "k1");
    private static final Counting FIVE = new Counting.Add(5);

    private final Office office = Office.open();

    @Test
    void countsForUsersWhoAreKnown() {
        assertThat(office.unread.count(user(1), FIVE, KEY)).isEqualTo(new Counted.Unknown());
        office.report(1, RINGING);

        assertThat(office.unread.count(user(1), FIVE, null)).isEqualTo(new Counted.Done(5, 1));
        assertThat(office.unread.count(user(1), new Counting.Add(-7), null))
                .isEqualTo(new Counted.Done(0, 2));
        assertThat(office.unread.count(user(1), new Counting.Replace(3), null))
                .isEqualTo(new Counted.Done(3, 3));
        assertThat(office.unread.count(user(1), new Counting.Replace(3), null))
                .isEqualTo(new Counted.Done(3, 3));
    }

    @Test
    void countsARequestOnce() {
        office.report(1, RINGING);
        office.unread.count(user(1), FIVE, KEY);
        office.unread.count(user(1), new Counting.Add(1), null);
        int heard = office.heard.size();
        Office restarted = office.restarted(Duration.ofHours(23));

        assertThat(office.unread.count(user(1), FIVE, KEY)).isEqualTo(new Counted.Done(5, 1));
        assertThat(restarted.unread.count(user(1), FIVE, KEY)).isEqualTo(new Counted.Done(5, 1));
        assertThat(office.heard).hasSize(heard);
        assertThat(restarted.heard).isEmpty();
    }

    @Test
    void tellsWhoUsesAKeyForSomethingElse() {
        office.report(1, RINGING);
        office.report(2, RINGING);
        office.unread.count(user(1), FIVE, KEY);

        assertThat(office.unread.count(user(1), new Counting.Add(6), KEY))
                .isEqualTo(new Counted.KeyReused());
        assertThat(office.unread.count(user(1), new Counting.Replace(5), KEY))
                .isEqualTo(new Counted.KeyReused());
        assertThat(office.unread.count(user(2), FIVE, KEY)).isEqualTo(new Counted.KeyReused());
        assertThat(office.unread.count(user(1), FIVE, new RepeatKey("another", "k1")))
                .isEqualTo(new Counted.Done(10, 2));
    }

    @Test
    void forgetsAKeyAfterADay() {
        office.report(1, RINGING);
        office.unread.count(user(1), FIVE, KEY);

        office.clock.advance(Duration.ofHours(24));

        assertThat(office.unread.count(user(1), FIVE, KEY)).isEqualTo(new Counted.Done(10, 2));
        assertThat(office.unread.count(user(1), FIVE, KEY)).isEqualTo(new Counted.Done(10, 2));
    }

    @Test
    void refusesAKeyThatIsNone() {
        assertRefused(() -> new RepeatKey("back-end", ""), "Idempotency-Key", Reason.INVALID);
        assertRefused(
                () -> new RepeatKey("back-end", "x".repeat(501)),
                "Idempotency-Key",
                Reason.INVALID);
    }
}
