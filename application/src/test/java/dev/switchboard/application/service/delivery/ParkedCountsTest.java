package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.service.delivery.ParkedCounts.Figure;
import dev.switchboard.application.service.delivery.ParkedCounts.Kind;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParkedCountsTest {

    private static final Kind STORED = new Kind(Target.Kind.CHANNEL, ParkReason.STORED);

    private final StorePorts store = new InMemoryStore().ports();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final ParkedCounts counts = new ParkedCounts(store.deliveryLog(), ownership);

    private MessageId park(ParkReason reason, Duration later) {
        EntryDraft draft = EntryDraft.message().acceptedAt(Seed.NOW.plus(later)).bornParked(reason);
        return ((Appended.Stored) store.journal().append(draft.entry())).message().id();
    }

    @Test
    void countsByKindAndReasonAndKnowsTheOldest() {
        park(ParkReason.STORED, Duration.ZERO);
        park(ParkReason.STORED, Duration.ofHours(1));
        park(ParkReason.UNROUTABLE, Duration.ofHours(2));
        store.journal().append(EntryDraft.message().entry());

        counts.countOn();

        assertThat(counts.counted())
                .containsOnlyKeys(STORED, new Kind(Target.Kind.CHANNEL, ParkReason.UNROUTABLE))
                .containsEntry(STORED, new Figure(2, Seed.NOW));
    }

    @Test
    void countsWhatWasParkedBeforeAStart() {
        park(ParkReason.STORED, Duration.ZERO);
        ParkedCounts restarted = new ParkedCounts(store.deliveryLog(), ownership);

        restarted.countOn();

        assertThat(restarted.counted()).containsEntry(STORED, new Figure(1, Seed.NOW));
    }

    @Test
    void countsWhatIsThisHubs() {
        park(ParkReason.STORED, Duration.ZERO);
        ownership.lose(Partitions.of(ConversationId.ofSession(Seed.SESSION)));

        counts.countOn();

        assertThat(counts.counted()).isEmpty();
    }

    @Test
    void forgetsWhatWasSentAgain() {
        MessageId sent = park(ParkReason.STORED, Duration.ZERO);
        counts.countOn();

        store.journal().redrive(sent, Seed.SLACK, Seed.NOW);
        counts.countOn();

        assertThat(counts.counted()).isEmpty();
    }

    @Test
    void goesThroughMoreThanOneCallReaches() {
        for (int i = 0; i < 5500; i++) {
            park(ParkReason.STORED, Duration.ZERO);
        }

        counts.countOn();
        long atFirst = number();
        counts.countOn();

        assertThat(atFirst).isEqualTo(5000);
        assertThat(number()).isEqualTo(5500);
    }

    private long number() {
        Figure figure = counts.counted().get(STORED);
        return figure == null ? 0 : figure.number();
    }
}
