package dev.switchboard.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.ConversationId;
import org.junit.jupiter.api.Test;

class UnreadTest {

    private static final ConversationId ONE = ConversationId.of("web", "one");
    private static final ConversationId OTHER = ConversationId.of("web", "other");

    @Test
    void addsItsPartsUp() {
        Unread unread = Unread.NONE.plus(5).counting(ONE, 2).counting(OTHER, 1);

        assertThat(unread.total()).isEqualTo(8);
        assertThat(unread.version()).isEqualTo(3);
        assertThat(unread.counting(ONE, 0).total()).isEqualTo(6);
        assertThat(unread.counting(0).total()).isEqualTo(3);
    }

    @Test
    void countsNoChangeThatIsNone() {
        Unread unread = Unread.NONE.plus(5).counting(ONE, 2);

        assertThat(unread.plus(0)).isEqualTo(unread);
        assertThat(unread.counting(5)).isEqualTo(unread);
        assertThat(unread.counting(ONE, 2)).isEqualTo(unread);
        assertThat(unread.counting(OTHER, 0)).isEqualTo(unread);
    }

    @Test
    void forgetsAConversationThatIsRead() {
        assertThat(Unread.NONE.counting(ONE, 2).counting(ONE, 0).conversations()).isEmpty();
    }

    @Test
    void isNeverBelowZero() {
        assertThat(Unread.NONE.plus(3).plus(-5).total()).isZero();
        assertThat(Unread.NONE.plus(3).plus(Long.MIN_VALUE).total()).isZero();
        assertThat(Unread.NONE.counting(-1).total()).isZero();
        assertThat(Unread.NONE.counting(ONE, 2).plus(-5).total()).isEqualTo(2);
        assertThat(Unread.NONE.counting(ONE, -2).total()).isZero();
    }

    @Test
    void isNeverTooGreatForAClient() {
        Unread greatest = Unread.NONE.plus(Long.MAX_VALUE).counting(ONE, Long.MAX_VALUE);

        assertThat(greatest.total()).isEqualTo(Numbers.GREATEST);
        assertThat(greatest.plus(Long.MAX_VALUE).total()).isEqualTo(Numbers.GREATEST);
    }
}
