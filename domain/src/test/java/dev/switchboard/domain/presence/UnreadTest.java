package dev.switchboard.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnreadTest {

    private static final ConversationId ONE = ConversationId.of("web", "one");
    private static final ConversationId OTHER = ConversationId.of("web", "other");

    @Test
    void addsItsPartsUp() {
        Unread unread =
                Unread.NONE.plus(5).holding(Map.of(ONE, 2L)).holding(Map.of(ONE, 2L, OTHER, 1L));

        assertThat(unread.total()).isEqualTo(8);
        assertThat(unread.version()).isEqualTo(3);
        assertThat(unread.holding(Map.of(OTHER, 1L)).total()).isEqualTo(6);
        assertThat(unread.counting(0).total()).isEqualTo(3);
    }

    @Test
    void countsNoChangeThatIsNone() {
        Unread unread = Unread.NONE.plus(5).holding(Map.of(ONE, 2L));

        assertThat(unread.plus(0)).isEqualTo(unread);
        assertThat(unread.counting(5)).isEqualTo(unread);
        assertThat(unread.holding(Map.of(ONE, 2L))).isEqualTo(unread);
        assertThat(unread.holding(Map.of(ONE, 2L, OTHER, 0L))).isEqualTo(unread);
    }

    @Test
    void forgetsConversationsThatAreReadOrNotHeldAnyMore() {
        Unread held = Unread.NONE.holding(Map.of(ONE, 2L, OTHER, 1L));

        assertThat(held.holding(Map.of(ONE, 0L, OTHER, 1L)).conversations())
                .containsOnlyKeys(OTHER);
        assertThat(held.holding(Map.of()).conversations()).isEmpty();
    }

    @Test
    void isNeverBelowZero() {
        assertThat(Unread.NONE.plus(3).plus(-5).total()).isZero();
        assertThat(Unread.NONE.plus(3).plus(Long.MIN_VALUE).total()).isZero();
        assertThat(Unread.NONE.counting(-1).total()).isZero();
        assertThat(Unread.NONE.holding(Map.of(ONE, 2L)).plus(-5).total()).isEqualTo(2);
        assertThat(Unread.NONE.holding(Map.of(ONE, -2L)).total()).isZero();
    }

    @Test
    void isNeverTooGreatForAClient() {
        Unread greatest = Unread.NONE.plus(Long.MAX_VALUE).holding(Map.of(ONE, Long.MAX_VALUE));

        assertThat(greatest.total()).isEqualTo(Numbers.GREATEST);
        assertThat(greatest.plus(Long.MAX_VALUE).total()).isEqualTo(Numbers.GREATEST);
    }
}
