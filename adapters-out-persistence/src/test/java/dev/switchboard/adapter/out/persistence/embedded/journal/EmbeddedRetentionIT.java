package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.store.RetentionContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedRetentionIT extends MessageStoreCase implements RetentionContract {

    private static final GenerationPurge.Limits STEPS = new GenerationPurge.Limits(4, 2, 3, 1000);
    private static final Instant DAY_2 = Seed.NOW.plus(Duration.ofDays(1));

    @Test
    void countsOnAfterARestartWhenOnlyAnOlderMessageIsStillNeeded() {
        stored(message());
        deliver(stored(message()), Seed.SLACK, Seed.NOW);

        store().retention().purge(LATER, LATER, LATER);
        close();
        open();

        assertThat(stored(message()).seq()).isEqualTo(3);
    }

    @Test
    void goesOnStepByStepHoweverMuchOfADayIsNeeded() {
        Day day = new Day();

        EmbeddedRetention retention = retention((_, _) -> {});
        int gone = retention.purge(LATER, LATER, Seed.NOW);

        assertThat(gone).isEqualTo(day.delivered.size());
        assertKept(day);
    }

    @Test
    void goesOnWhereACrashStoppedIt() {
        Day day = new Day();
        AtomicInteger ended = new AtomicInteger();
        EndedConversation crash =
                (_, _) -> {
                    if (ended.incrementAndGet() == 2) {
                        throw new IllegalStateException("on purpose");
                    }
                };

        assertThatThrownBy(() -> retention(crash).purge(LATER, LATER, Seed.NOW))
                .isInstanceOf(IllegalStateException.class);
        close();
        open();
        retention((_, _) -> {}).purge(LATER, LATER, Seed.NOW);

        assertKept(day);
    }

    @Test
    void keepsWhatIsSentAgainAfterItLookedThroughWhatIsPending() {
        Message parked = stored(message());
        giveUp(parked, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        GenerationPurge oldest = oldGeneration(STEPS);

        assertThat(oldest.step(LATER)).isPresent();
        store().journal().redrive(parked.id(), Seed.SLACK, LATER);
        oldest.purge(LATER);

        assertThat(deliveryOf(parked, Seed.SLACK)).isInstanceOf(Delivery.Pending.class);
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);
    }

    /// The next key after such an id is shorter by a byte.
    @Test
    void goesOnBehindALastMessageThatIsNeededWhateverItsIdEndsIn() {
        Message last = stored(message());
        while (!last.id().value().endsWith("ff")) {
            last = stored(message());
        }

        store().retention().purge(LATER, LATER, LATER);

        assertThat(deliveryOf(last, Seed.SLACK)).isInstanceOf(Delivery.Pending.class);
        assertThat(stored(message()).seq()).isEqualTo(last.seq() + 1);
    }

    /// A day of six conversations, each with needed messages and one that is not needed, and two
    /// conversations without needed messages.
    private final class Day {

        private final List<Message> delivered = new ArrayList<>();
        private final List<Message> pending = new ArrayList<>();
        private final List<Message> parked = new ArrayList<>();

        Day() {
            IntStream.range(0, 6)
                    .forEach(i -> {
                        delivered.add(stored(message().inSession("s" + i)));
                        pending.add(stored(message().inSession("s" + i)));
                        pending.add(stored(message().inSession("s" + i)));
                        parked.add(stored(message().inSession("s" + i)));
                    });
            IntStream.range(6, 8).forEach(i -> delivered.add(stored(message().inSession("s" + i))));
            delivered.forEach(each -> deliver(each, Seed.SLACK, Seed.NOW));
            parked.forEach(each -> giveUp(each, Seed.SLACK, ParkReason.REFUSED, Seed.NOW));
        }
    }

    private EmbeddedRetention retention(EndedConversation ended) {
        return retention(STEPS, ended);
    }

    private void assertKept(Day day) {
        assertThat(day.delivered)
                .allSatisfy(each -> assertThat(store().history().find(each.id())).isEmpty());
        assertThat(day.pending)
                .allSatisfy(each ->
                        assertThat(deliveryOf(each, Seed.SLACK))
                                .isInstanceOf(Delivery.Pending.class));
        assertThat(day.parked)
                .allSatisfy(each -> {
                    assertThat(deliveryOf(each, Seed.SLACK)).isInstanceOf(Delivery.Parked.class);
                    assertThat(store().history().trace(each.id())).isNotEmpty();
                });
        IntStream.range(0, 6)
                .mapToObj(i -> ConversationId.ofSession("s" + i))
                .forEach(conversation -> {
                    assertThat(store().history().messages(conversation, 0, 10))
                            .extracting(recorded -> recorded.message().seq())
                            .containsExactly(2L, 3L, 4L);
                    assertThat(pendingSeqs(conversation, Seed.SLACK)).containsExactly(2L, 3L);
                    assertThat(stored(message().in(conversation)).seq()).isEqualTo(5);
                });
        IntStream.range(6, 8)
                .mapToObj(i -> ConversationId.ofSession("s" + i))
                .forEach(conversation ->
                        assertThat(store().conversations().find(conversation)).isEmpty());
        assertThat(store().deliveryLog().list(sentTo(Seed.SLACK))).hasSize(18 + 6);
    }

    private static DeliveryLog.Query sentTo(Target target) {
        return new DeliveryLog.Query(target, null, Set.of(), null, null, null, 1000);
    }

    @Test
    void looksOnlyAtItsOwnDayAgain() {
        IntStream.range(0, 9).forEach(i -> stored(message().inSession("s" + i)));
        GenerationPurge oldest = oldGeneration(new GenerationPurge.Limits(100, 2, 3, 1000));
        oldest.purge(DAY_2);
        stored(message().acceptedAt(DAY_2));

        int steps = 0;
        while (oldest.step(LATER).isPresent()) {
            steps++;
        }

        // A step for each phase, and another behind each page.
        assertThat(steps).isLessThanOrEqualTo(8);
        assertThat(pendingPerTarget()).containsEntry(Seed.SLACK, 10);
    }

    @Test
    void asksOnlyTheDaysOfAConversationHoweverManyHaveLeftSomething() {
        IntStream.range(0, 100).forEach(i -> stored(message().inSession("s" + i).owedTo()));
        List<Integer> left = IntStream.range(0, 10_000).boxed().toList();
        opened().store()
                .write(batch -> {
                    cache.put(batch, cache.generations(batch).leaving(left));
                    return left;
                });

        int gone = store().retention().purge(LATER, LATER, LATER);

        assertThat(gone).isEqualTo(100);
        assertThat(opened().store().<Generations>read(Generations::in).left()).isEmpty();
    }

    @Test
    void listsWhatOutlivedItsDayAfterTheNextDayWentToo() {
        Message needed = stored(message());
        store().retention().purge(LATER, DAY_2, Seed.NOW);
        deliver(stored(message().acceptedAt(DAY_2)), Seed.SLACK, DAY_2);

        store().retention().purge(LATER, LATER, Seed.NOW);

        assertThat(store().deliveryLog().list(sentTo(Seed.SLACK)))
                .extracting(DeliveryLog.Item::message)
                .containsExactly(needed.id());
    }

    @Test
    void forgetsWhatOutlivedItsDayOnceItIsSettled() {
        Message needed = stored(message());
        store().retention().purge(LATER, LATER, LATER);
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);

        deliver(needed, Seed.SLACK, LATER);
        store().retention().purge(LATER, LATER, LATER);

        assertThat(store().history().find(needed.id())).isEmpty();
        assertThat(store().history().messages(CONVERSATION, 0, 10)).isEmpty();
        assertThat(store().conversations().find(CONVERSATION)).isEmpty();
        assertThat(stored(message().acceptedAt(LATER)).seq()).isOne();
    }
}
