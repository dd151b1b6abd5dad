package dev.switchboard.domain.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserIdentityTest {

    private static final ConversationId A = name("a");
    private static final ConversationId B = name("b");
    private static final ConversationId C = name("c");

    private static ConversationId name(String id) {
        return ConversationId.of("plat", "acme:" + id);
    }

    @Test
    void hasTheNamesThatWereToldLastAtTheEnd() {
        UserIdentity user = UserIdentity.of(A).with(List.of(B, C));

        assertThat(user.names()).containsExactly(A, B, C);
        assertThat(user.with(List.of(A, A)).names()).containsExactly(B, C, A);
        assertThat(user.with(List.of(A)).conversation()).isEqualTo(A);
    }

    @Test
    void forgetsTheOldestOfTooManyButNeverItsConversation() {
        List<ConversationId> many = IntStream.range(0, 60).mapToObj(i -> name("n" + i)).toList();

        UserIdentity user = UserIdentity.of(A).with(many);

        assertThat(user.names()).hasSize(UserIdentity.MOST).startsWith(A, name("n11"));
        assertThat(user.names().getLast()).isEqualTo(name("n59"));
    }

    @Test
    void losesEachNameButTheOneOfItsConversation() {
        assertThat(UserIdentity.of(A).with(List.of(B, C)).without(List.of(A, B)).names())
                .containsExactly(A, C);
    }

    @Test
    void isKnownByItsConversationAndByEachNameOnce() {
        assertThatThrownBy(() -> new UserIdentity(A, List.of(B)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UserIdentity(A, List.of(A, B, B)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
