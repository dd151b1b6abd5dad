package dev.switchboard.application.port.out.conversation;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [Conversations].
public interface ConversationsContract extends StoreContract {

    Ids IDS = new SequentialIds();

    @Test
    default void findsNoConversationBeforeItsFirstMessage() {
        assertThat(store().conversations().find(CONVERSATION)).isEmpty();
        assertThat(store().conversations().list(null, 10)).isEmpty();
    }

    @Test
    default void beginsAConversationWithItsFirstMessage() {
        stored(message());

        assertThat(store().conversations().find(CONVERSATION))
                .contains(
                        new Conversation(CONVERSATION, Seed.NOW, Seed.NOW, 1, Set.of(Seed.SLACK)));
    }

    @Test
    default void followsAConversation() {
        Target teams = new Target(Target.Kind.CHANNEL, "teams");
        Message question = stored(message());
        stored(message().owedTo(Seed.SLACK, teams).later(5));
        stored(answerTo(question.id()).bornParked(ParkReason.STORED).later(10));

        assertThat(store().conversations().find(CONVERSATION))
                .contains(
                        new Conversation(
                                CONVERSATION,
                                Seed.NOW,
                                Seed.NOW.plusSeconds(10),
                                3,
                                Set.of(Seed.SLACK, teams, Target.SESSIONS_SERVER)));
    }

    @Test
    default void findsTheLastSeqsOfMany() {
        ConversationId one = stored(message().inSession("one")).conversation();
        ConversationId two = stored(message().inSession("two")).conversation();
        stored(message().inSession("two"));
        stored(message().inSession("three"));

        assertThat(
                        store().conversations()
                                .lastSeqs(List.of(one, two, ConversationId.ofSession("nobody"))))
                .isEqualTo(Map.of(one, 1L, two, 2L));
        assertThat(store().conversations().lastSeqs(List.of())).isEmpty();
    }

    @Test
    default void fencesNothingInItsFirstTerm() {
        assertThat(store().conversations().fence(CONVERSATION, IDS.messageId(), Seed.NOW)).isZero();
        stored(message());
        stored(message());

        assertThat(store().conversations().fence(CONVERSATION, IDS.messageId(), Seed.NOW))
                .isEqualTo(2);

        assertThat(store().conversations().find(CONVERSATION).orElseThrow().lastSeq()).isEqualTo(2);
    }

    @Test
    default void remembersTargetsThatAreSettled() {
        deliver(stored(message()), Seed.SLACK, Seed.NOW.plusSeconds(1));

        assertThat(store().conversations().find(CONVERSATION).orElseThrow().targets())
                .containsExactly(Seed.SLACK);
    }

    @Test
    default void takesNoActivityFromASettledDelivery() {
        deliver(stored(message()), Seed.SLACK, Seed.NOW.plusSeconds(60));

        assertThat(store().conversations().find(CONVERSATION).orElseThrow().lastActivityAt())
                .isEqualTo(Seed.NOW);
    }

    @Test
    default void listsConversationsByAscendingId() {
        for (String session : List.of("b", "a", "B", "~", "a:1", "a-1", "10", "9")) {
            stored(message().inSession(session));
        }

        assertThat(store().conversations().list(null, 100))
                .extracting(conversation -> conversation.id().externalId())
                .containsExactly("10", "9", "B", "a", "a-1", "a:1", "b", "~");
    }

    @Test
    default void pagesThroughConversations() {
        for (int i = 0; i < 25; i++) {
            stored(message().inSession("s" + i));
        }

        assertThat(pages(10)).hasSize(25).doesNotHaveDuplicates();
        assertThat(pages(1)).isEqualTo(pages(10));
    }

    private List<ConversationId> pages(int limit) {
        List<ConversationId> all = new ArrayList<>();
        @Nullable ConversationId last = null;
        List<Conversation> page = store().conversations().list(last, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            page.forEach(conversation -> all.add(conversation.id()));
            last = page.getLast().id();
            page = store().conversations().list(last, limit);
        }
        return all;
    }
}
