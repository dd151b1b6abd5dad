package dev.switchboard.application.service.delivery;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
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
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LanePartitionsTest {

    private final MutableClock clock = new MutableClock();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final StorePorts store = new InMemoryStore().ports();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<MessageId> sent = new ArrayList<>();

    /// What the holder of a conversation's lock does last.
    private Runnable last = () -> {};

    /// What happens right after a look at what this hub holds.
    private Runnable meanwhile = () -> {};

    private final Node node = node();
    private final DeliveryModule delivery =
            DeliveryModule.of(
                    node,
                    new InMemoryChannelRegistry(new Outage()),
                    List.of(),
                    _ -> GateSettings.CHANNEL,
                    _ -> RetryPolicy.SHARED);
    private final Lanes lanes = delivery.lanes();

    LanePartitionsTest() {
        lanes.serve(
                Target.Kind.CHANNEL,
                owed -> {
                    sent.add(owed.message().id());
                    return new SendOutcome.Called(new UpstreamReply.Accepted(204, null));
                });
    }

    private Node node() {
        return new Node(
                new Node.Store(
                        store.journal(),
                        store.history(),
                        store.conversations(),
                        store.backlog(),
                        store.deliveryLog(),
                        store.heldMessages()),
                new WatchedOwnership(),
                new WatchedLocks(),
                new InMemoryLiveEvents(),
                new RecordingTelemetry(),
                new FakeTimer(clock),
                work::add,
                new SequentialIds(),
                clock,
                clock);
    }

    /// Lets somebody hold a lock until it is asked for.
    private final class WatchedLocks extends ConversationLocks {

        WatchedLocks() {
            super(ownership);
        }

        @Override
        public boolean areFree(Partitions some) {
            last.run();
            return super.areFree(some);
        }
    }

    /// Lets something happen between a look at what is held and what follows from it.
    private final class WatchedOwnership implements PartitionOwnership {

        @Override
        public boolean stands() {
            return ownership.stands();
        }

        @Override
        public boolean owns(PartitionKey key) {
            return ownership.owns(key);
        }

        @Override
        public Partitions held() {
            Partitions seen = ownership.held();
            Runnable next = meanwhile;
            meanwhile = () -> {};
            next.run();
            return seen;
        }

        @Override
        public Term term(PartitionKey key) {
            return ownership.term(key);
        }

        @Override
        public void overtaken(long epoch) {
            ownership.overtaken(epoch);
        }
    }

    private void workOn() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    /// Journals a message; the hub before may have done so.
    private Owed append() {
        Entry entry = message().owedTo(Seed.SLACK).entry();
        Message stored = ((Appended.Stored) store.journal().append(entry)).message();
        return new Owed(stored, (Pending) entry.deliveries().getFirst());
    }

    private MessageId say() {
        Owed owed = append();
        node.locks().withLock(owed.message().conversation(), () -> lanes.offer(owed));
        return owed.message().id();
    }

    private static PartitionListener onTaken(Runnable work) {
        return new PartitionListener() {
            @Override
            public void taken(Partitions some, boolean clean) {
                work.run();
            }
        };
    }

    private static PartitionListener onLook(Runnable work) {
        return new PartitionListener() {
            @Override
            public void recover(Partitions some, boolean last) {
                work.run();
            }
        };
    }

    /// The sweep passes over the lanes of these partitions.
    @Test
    void letsNothingNewOvertakeWhatIsPendingWhenASweepBeganBeforeThisHubHadIt() {
        MessageId pending = append().message().id();
        ownership.lose(Partitions.ALL, delivery.partitions());
        delivery.sweep();
        workOn();

        ownership.take(
                Partitions.ALL,
                true,
                onLook(() -> {
                    say();
                    workOn();
                }),
                delivery.partitions(),
                onTaken(() -> {
                    delivery.goOn();
                    workOn();
                }));
        workOn();

        assertThat(sent).hasSize(2).startsWith(pending);
    }

    /// The lane has seen that its conversation is another hub's, and is about to forget what it
    /// has.
    @Test
    void goesOnInOrderWhenAConversationComesBackWhileItsLaneEnds() {
        MessageId pending = say();
        ownership.lose(Partitions.ALL, delivery.partitions());
        meanwhile =
                () -> {
                    ownership.take(Partitions.ALL, true);
                    say();
                };

        workOn();

        assertThat(sent).hasSize(2).startsWith(pending);
    }

    @Test
    void keepsWhatAnAppendIsAddedToWhileItLooks() {
        Owed owed = append();
        last = () -> lanes.doubt(owed.message().conversation(), List.of(Seed.SLACK));

        assertThat(delivery.partitions().giving(Partitions.ALL)).isEqualTo(Progress.UNDER_WAY);
    }

    /// The next owner would count its sweep as complete without it.
    @Test
    void keepsWhatAnAppendMayStillBeAddedTo() {
        Owed owed = append();
        lanes.doubt(owed.message().conversation(), List.of(Seed.SLACK));
        assertThat(delivery.partitions().giving(Partitions.ALL)).isEqualTo(Progress.UNDER_WAY);

        for (int second = 0; second < 31; second++) {
            clock.advance(Duration.ofSeconds(1));
            workOn();
        }

        assertThat(delivery.partitions().giving(Partitions.ALL)).isEqualTo(Progress.QUIET);
    }
}
