package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryChannelRegistry;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingCountsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final MutableClock clock = new MutableClock();
    private final SequentialIds ids = new SequentialIds();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final StorePorts store = new InMemoryStore().ports();
    private final Node node = node();
    private final DeliveryModule delivery =
            DeliveryModule.of(
                    node,
                    new InMemoryChannelRegistry(new Outage()),
                    List.of(),
                    _ -> GateSettings.CHANNEL,
                    _ -> RetryPolicy.SHARED);
    private final Lanes lanes = delivery.lanes();
    private final PendingCounts counts = delivery.pending();

    private Node node() {
        return new Node(
                new Node.Store(
                        store.journal(),
                        store.history(),
                        store.conversations(),
                        store.backlog(),
                        store.deliveryLog(),
                        store.heldMessages()),
                ownership,
                new ConversationLocks(ownership),
                new InMemoryLiveEvents(),
                new RecordingTelemetry(),
                new FakeTimer(clock),
                Runnable::run,
                ids,
                clock,
                clock);
    }

    private Owed fresh(Target target) {
        return owed(target, Seed.NOW);
    }

    private Owed redriven(Target target) {
        return owed(target, Seed.NOW.plus(LONG));
    }

    private Owed owed(Target target, Instant since) {
        Message message =
                new Message(
                        ids.messageId(),
                        ConversationId.ofSession(Seed.SESSION),
                        1,
                        new Author(Party.BOT, "bot"),
                        Seed.MESSAGE,
                        null,
                        null,
                        Seed.NOW);
        return new Owed(message, Delivery.owed(target, since));
    }

    @Test
    void takesWhatAnAdminSendsAgainForNobodysPlace() {
        counts.added(redriven(Seed.SLACK));
        counts.added(fresh(Seed.SLACK));

        assertThat(counts.pending(Seed.SLACK)).isEqualTo(2);
        assertThat(counts.live(Seed.SLACK)).isEqualTo(1);
    }

    @Test
    void forgetsWhatALaneHasFinished() {
        Owed again = redriven(Seed.SLACK);
        counts.added(again);
        counts.finished(again);

        counts.added(fresh(Seed.SLACK));

        assertThat(counts.pending(Seed.SLACK)).isEqualTo(1);
        assertThat(counts.live(Seed.SLACK)).isEqualTo(1);
    }

    @Test
    void forgetsWhatTheJournalHasNoMore() {
        counts.added(fresh(Seed.SLACK));

        counts.repair();

        assertThat(counts.pending(Seed.SLACK)).isZero();
    }

    @Test
    void keepsWhatComesInAfterItWasSetRight() {
        store.journal().append(EntryDraft.message().entry());
        counts.finished(fresh(Seed.SLACK));
        counts.repair();

        counts.added(fresh(Seed.SLACK));

        assertThat(counts.pending(Seed.SLACK)).isEqualTo(2);
    }

    private void offer(Owed owed) {
        node.locks().withLock(owed.lane().conversation(), () -> lanes.offer(owed));
    }

    @Test
    void forgetsWhatALiveClientHasTaken() {
        offer(redriven(Target.LIVE_CLIENTS));
        counts.finished(Target.LIVE_CLIENTS);

        offer(fresh(Target.LIVE_CLIENTS));

        assertThat(counts.pending(Target.LIVE_CLIENTS)).isEqualTo(1);
        assertThat(counts.live(Target.LIVE_CLIENTS)).isEqualTo(1);
    }
}
