package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.note;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The contract of [History].
public interface HistoryContract extends StoreContract {
    MessageId NEVER_SENT = new MessageId("msg_" + "e".repeat(32));

    @Test
    default void findsNothingUnknown() {
        ConversationId unknown = ConversationId.ofSession("nope");

        assertThat(store().history().find(NEVER_SENT)).isEmpty();
        assertThat(store().history().trace(NEVER_SENT)).isEmpty();
        assertThat(store().history().messages(unknown, 0, 10)).isEmpty();
    }

    @Test
    default void listsAConversationInOrder() {
        Message question = stored(message());
        Message answer = stored(answerTo(question.id()).later(1));
        stored(message().inSession("other"));

        List<Recorded> messages = store().history().messages(CONVERSATION, 0, 10);

        assertThat(messages).extracting(Recorded::message).containsExactly(question, answer);
        assertThat(messages.getFirst().deliveries())
                .containsExactly(
                        Delivery.owed(Seed.SLACK, Seed.NOW).answered(Seed.NOW.plusSeconds(1)));
        assertThat(messages.getLast().deliveries())
                .containsExactly(Delivery.owed(Target.SESSIONS_SERVER, Seed.NOW.plusSeconds(1)));
    }

    @Test
    default void readsANoteWithTheWordsThatAreForAgents() {
        stored(question());
        Message note = stored(note());
        Message both = stored(question().holding(new Content("{\"said\":1}", Seed.NOTE.note())));

        assertThat(store().history().messages(CHAT, 1, 10))
                .extracting(Recorded::message)
                .containsExactly(note, both);
        assertThat(note.seq()).isEqualTo(2);
        assertThat(store().history().find(note.id()).orElseThrow())
                .isEqualTo(new Recorded(note, List.of()));
    }

    @Test
    default void continuesBehindASeq() {
        for (int i = 0; i < 12; i++) {
            stored(message());
        }

        assertThat(seqsAfter(0, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(seqsAfter(5, 5)).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(seqsAfter(10, 5)).containsExactly(11L, 12L);
        assertThat(seqsAfter(12, 5)).isEmpty();
        assertThat(seqsAfter(Long.MAX_VALUE, 5)).isEmpty();
    }

    @Test
    default void goesThroughASpanOverAllItsPages() {
        for (int i = 0; i < 210; i++) {
            stored(message());
        }

        assertThat(seqsOfSpan(0, Long.MAX_VALUE)).isEqualTo(seqs(1, 210));
        assertThat(seqsOfSpan(10, Long.MAX_VALUE)).isEqualTo(seqs(11, 210));
        assertThat(seqsOfSpan(5, 205)).isEqualTo(seqs(6, 205));
        assertThat(seqsOfSpan(0, 100)).isEqualTo(seqs(1, 100));
        assertThat(seqsOfSpan(0, 101)).isEqualTo(seqs(1, 101));
        assertThat(seqsOfSpan(208, 300)).isEqualTo(seqs(209, 210));
        assertThat(seqsOfSpan(7, 8)).containsExactly(8L);
        assertThat(seqsOfSpan(7, 7)).isEmpty();
        assertThat(seqsOfSpan(7, 3)).isEmpty();
        assertThat(seqsOfSpan(210, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    default void readsTheNewestUpToASeq() {
        for (int i = 0; i < 12; i++) {
            stored(message());
        }

        assertThat(seqsOfNewest(12, 5)).isEqualTo(seqs(8, 12));
        assertThat(seqsOfNewest(7, 5)).isEqualTo(seqs(3, 7));
        assertThat(seqsOfNewest(3, 5)).isEqualTo(seqs(1, 3));
        assertThat(seqsOfNewest(0, 5)).isEmpty();
    }

    private List<Long> seqsOfNewest(long through, int most) {
        return Passage.newest(CONVERSATION, through, most)
                .in(store().history())
                .map(recorded -> recorded.message().seq())
                .toList();
    }

    @Test
    default void goesBackThroughASpanOverAllItsPages() {
        for (int i = 0; i < 110; i++) {
            stored(message());
        }

        assertThat(seqsBack(0, 110, 50)).isEqualTo(seqs(1, 110).reversed());
        assertThat(seqsBack(10, 110, 50)).isEqualTo(seqs(11, 110).reversed());
        assertThat(seqsBack(5, 105, 100)).isEqualTo(seqs(6, 105).reversed());
        assertThat(seqsBack(0, 7, 200)).isEqualTo(seqs(1, 7).reversed());
        assertThat(seqsBack(7, 8, 1)).containsExactly(8L);
        assertThat(seqsBack(7, 7, 50)).isEmpty();
        assertThat(seqsBack(7, 3, 50)).isEmpty();
        assertThat(seqsBack(0, 1_000_000, 50)).isEmpty();
    }

    private List<Long> seqsBack(long after, long through, int page) {
        List<Long> seqs = new ArrayList<>();
        new Passage(CONVERSATION, after, through)
                .newestFirst(store().history(), page)
                .forEach(recorded -> seqs.add(recorded.message().seq()));
        return seqs;
    }

    private List<Long> seqsOfSpan(long after, long through) {
        return new Passage(CONVERSATION, after, through)
                .in(store().history())
                .map(recorded -> recorded.message().seq())
                .toList();
    }

    private static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    default void goesThroughTheMessagesOfAllConversationsByTheirIds() {
        List<MessageId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(stored(message().inSession("s" + i % 2)).id());
        }

        assertThat(store().history().since(ids.getFirst(), 3))
                .extracting(recorded -> recorded.message().id())
                .isEqualTo(ids.subList(1, 4));
        assertThat(store().history().since(ids.getLast(), 3)).isEmpty();
        assertThat(store().history().since(MessageId.firstAt(Instant.EPOCH), 1000)).hasSize(5);
    }

    @Test
    default void goesBackFromTheNewestMessageOfAllConversations() {
        List<MessageId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(stored(message().inSession("s" + i % 2)).id());
        }

        assertThat(store().history().newest(null, 2))
                .extracting(recorded -> recorded.message().id())
                .containsExactly(ids.get(4), ids.get(3));
        assertThat(store().history().newest(ids.get(3), 1000))
                .extracting(recorded -> recorded.message().id())
                .isEqualTo(ids.subList(0, 3).reversed());
        assertThat(store().history().newest(ids.get(1), 1).getFirst().deliveries()).hasSize(1);
    }

    @Test
    default void tracesAMessageOldestFirst() {
        Message message = stored(message().owedTo(Seed.SLACK, Target.SESSIONS_SERVER));

        retry(message, Seed.SLACK, Seed.NOW.plusSeconds(1));
        retry(message, Target.SESSIONS_SERVER, Seed.NOW.plusSeconds(2));
        retry(message, Seed.SLACK, Seed.NOW.plusSeconds(3));
        deliver(message, Seed.SLACK, Seed.NOW.plusSeconds(4));

        List<Attempt> ofSlack = attemptsOf(message, Seed.SLACK);
        assertThat(ofSlack).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(ofSlack)
                .extracting(Attempt::outcome)
                .containsExactly(Outcome.UNAVAILABLE, Outcome.UNAVAILABLE, Outcome.DELIVERED);
        assertThat(attemptsOf(message, Target.SESSIONS_SERVER)).hasSize(1);
    }

    @Test
    default void tracesEachCallOfADeliveryThatIsRetriedForHours() {
        Message message = stored(message().owedTo(Seed.SLACK));

        for (int i = 1; i < 250; i++) {
            retry(message, Seed.SLACK, Seed.NOW.plusSeconds(i));
        }
        deliver(message, Seed.SLACK, Seed.NOW.plusSeconds(250));

        List<Attempt> attempts = attemptsOf(message, Seed.SLACK);
        assertThat(attempts)
                .extracting(Attempt::number)
                .isEqualTo(IntStream.rangeClosed(1, 250).boxed().toList());
        assertThat(attempts.getLast().outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    default void tracesNothingOfAMessageThatWasNotTried() {
        assertThat(store().history().trace(stored(message()).id())).isEmpty();
    }

    private List<Long> seqsAfter(long after, int limit) {
        return store().history().messages(CONVERSATION, after, limit).stream()
                .map(recorded -> recorded.message().seq())
                .toList();
    }

    private List<Attempt> attemptsOf(Message message, Target target) {
        return store().history().trace(message.id()).stream()
                .filter(hop -> hop.target().equals(target))
                .map(Hop::attempt)
                .toList();
    }
}
