package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The effects of an append, and their order.
public interface AppendContract extends StoreContract {
    @Test
    default void storesAMessageWithItsDeliveryAtOnce() {
        Entry entry = message().entry();

        Appended appended = store().journal().append(entry);

        Message expected =
                new Message(
                        entry.id(),
                        CONVERSATION,
                        1,
                        entry.author(),
                        Seed.MESSAGE,
                        Seed.RESPONSE_URL,
                        null,
                        Seed.NOW);
        Delivery.Pending owed = Delivery.owed(Seed.SLACK, Seed.NOW);
        LaneKey lane = new LaneKey(CONVERSATION, Seed.SLACK);
        assertThat(appended).isEqualTo(new Appended.Stored(expected));
        assertThat(store().history().find(entry.id()))
                .contains(new Recorded(expected, List.of(owed)));
        assertThat(store().backlog().pending(lane, 10)).containsExactly(new Owed(expected, owed));
        assertThat(store().conversations().find(CONVERSATION)).isPresent();
    }

    @Test
    default void owesAMessageToEachOfItsTargets() {
        Target teams = new Target(Target.Kind.CHANNEL, "teams");

        Message stored = stored(message().owedTo(Seed.SLACK, teams, Target.SESSIONS_SERVER));

        assertThat(store().history().find(stored.id()).orElseThrow().deliveries())
                .containsExactlyInAnyOrder(
                        Delivery.owed(Seed.SLACK, Seed.NOW),
                        Delivery.owed(teams, Seed.NOW),
                        Delivery.owed(Target.SESSIONS_SERVER, Seed.NOW));
    }

    @Test
    default void storesAMessageThatIsOwedToNobody() {
        Message stored = stored(message().owedTo());

        assertThat(store().history().find(stored.id())).contains(new Recorded(stored, List.of()));
        assertThat(lanes()).isEmpty();
    }

    @Test
    default void keepsADeliveryThatIsBornParked() {
        Message stored =
                stored(message().owedTo(Target.SESSIONS_SERVER).bornParked(ParkReason.STORED));

        assertThat(deliveryOf(stored, Target.SESSIONS_SERVER))
                .isEqualTo(
                        Delivery.owed(Target.SESSIONS_SERVER, Seed.NOW)
                                .park(ParkReason.STORED, Seed.NOW));
        assertThat(lanes()).isEmpty();
    }

    @Test
    default void numbersTheMessagesOfAConversationWithoutAGap() {
        List<Long> seqs =
                LongStream.range(0, 5).map(i -> stored(message().later(i)).seq()).boxed().toList();

        assertThat(seqs).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    default void numbersEachConversationOnItsOwn() {
        Message first = stored(message().inSession("one"));
        Message other = stored(message().inSession("two"));
        Message second = stored(message().inSession("one"));

        assertThat(List.of(first.seq(), other.seq(), second.seq())).containsExactly(1L, 1L, 2L);
    }

    @Test
    default void tellsConversationsApartByEveryCharacter() {
        List<String> sessions = List.of("abc", "ABC", "abc ", "caf\u00e9", "cafe\u0301", "abc:1");

        assertThat(sessions)
                .allSatisfy(s -> assertThat(stored(message().inSession(s)).seq()).isOne());
    }

    @Test
    default void numbersParallelMessagesOfOneConversationWithoutAGap() {
        List<Long> seqs = InParallel.results(32, i -> stored(message().later(i)).seq());

        assertThat(seqs)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 32).boxed().toList());
        assertThat(store().history().messages(CONVERSATION, 0, 100))
                .extracting(recorded -> recorded.message().seq())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 32).boxed().toList());
    }

    @Test
    default void numbersParallelConversationsIndependently() {
        List<Long> seqs =
                InParallel.results(32, i -> stored(message().inSession("s" + i % 8)).seq());

        assertThat(seqs)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 32).map(i -> 1 + i / 8).boxed().toList());
    }
}
