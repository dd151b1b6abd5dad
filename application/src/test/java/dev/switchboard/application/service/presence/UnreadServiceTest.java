package dev.switchboard.application.service.presence;

import static dev.switchboard.application.service.presence.Office.RINGING;
import static dev.switchboard.application.service.presence.Office.user;
import static dev.switchboard.application.service.presence.Office.viewer;
import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.presence.CountUnread.Counted;
import dev.switchboard.application.port.in.presence.CountUnread.Counting;
import dev.switchboard.application.port.in.presence.CountUnread.RepeatKey;
import dev.switchboard.application.port.in.presence.WatchPresence.Change;
import dev.switchboard.application.port.in.presence.WatchPresence.UnreadLook;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnreadServiceTest {

    private static final ConversationId CHAT = ConversationId.of("web", "chat");
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

    @Test
    void makesAnAgentKnownByTheirFirstUnreadMessage() {
        office.unread.conversationPart(user(1), CHAT, 0);
        office.unread.conversationPart(user(1), CHAT, 1);
        office.unread.conversationPart(user(1), CHAT, 2);
        office.unread.conversationPart(user(1), CHAT, 2);

        assertThat(office.heard)
                .containsExactly(
                        new Change.Unread(1, user(1), Change.Unread.Kind.CREATED, 1, 1),
                        new Change.Unread(2, user(1), Change.Unread.Kind.CHANGED, 2, 2));
    }

    @Test
    void keepsTheConversationsApartFromWhatBackEndsCount() {
        office.report(1, RINGING);
        office.unread.count(user(1), FIVE, null);
        office.unread.conversationPart(user(1), CHAT, 3);
        office.unread.count(user(1), new Counting.Replace(0), null);

        assertThat(total(office)).isEqualTo(3);
        assertThat(total(office.restarted(Duration.ofDays(3)))).isEqualTo(3);

        office.unread.conversationPart(user(1), CHAT, 0);
        assertThat(total(office)).isZero();
    }

    private static long total(Office office) {
        UnreadLook look = office.watch.lookAtUnread(viewer(1), user(1), _ -> {});
        return ((UnreadLook.Snapshot) look).total();
    }
}
