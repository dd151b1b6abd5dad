package dev.switchboard.application.service.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryClientSessions;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.delivery.PendingCounts;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AckRecoveryTest {

    private static final ConversationId CONVERSATION = ConversationId.of("bot", "c-1");

    private final MutableClock clock = new MutableClock();
    private final Outage outage = new Outage();
    private final InMemoryStore stored = new InMemoryStore(outage, clock);
    private final StorePorts store = stored.ports();
    private final Later later = new Later(new FakeTimer(clock), Runnable::run, clock);
    private final Walked sessions = new Walked();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final AckRecovery recovery =
            new AckRecovery(
                    sessions,
                    new Ownership(
                            stored.claims(),
                            store.conversations(),
                            new SequentialIds(),
                            new ConversationLocks(new FakePartitionOwnership()),
                            Map.of(),
                            _ -> {},
                            clock),
                    ownership,
                    store.backlog(),
                    new Acknowledgements(
                            store.journal(),
                            sessions,
                            new PendingCounts(store.backlog(), new FakePartitionOwnership()),
                            new RecordingTelemetry(),
                            new InMemoryLiveEvents(),
                            later,
                            clock),
                    later);

    @Test
    void walksTheSessionsOnceAfterAStart() {
        recovery.sweep();
        recovery.sweep();

        assertThat(sessions.walks).isEqualTo(1);
    }

    @Test
    void walksThemAgainIfAPositionCouldNotBeSettledDuringTheWalk() {
        sessions.meanwhile =
                () -> {
                    outage.begin();
                    recovery.settleSoon(CONVERSATION, EndUser.NOBODY, 1);
                    outage.end();
                };
        recovery.sweep();
        sessions.meanwhile = () -> {};

        recovery.sweep();
        recovery.sweep();

        assertThat(sessions.walks).isEqualTo(2);
    }

    @Test
    void walksThemAgainIfTheStoreWasAway() {
        sessions.meanwhile =
                () -> {
                    throw new IllegalStateException("no answer");
                };
        try {
            recovery.sweep();
        } catch (IllegalStateException _) {
            sessions.meanwhile = () -> {};
        }

        recovery.sweep();

        assertThat(sessions.walks).isEqualTo(2);
    }

    /// A walk passes over what this hub has not got yet.
    @Test
    void walksThemOnceThisHubHasPartitionsAlthoughAWalkBeganBefore() {
        recovery.sweep();
        ownership.lose(Partitions.ALL, recovery);
        AtomicReference<Partitions> heldAtLastWalk = new AtomicReference<>(Partitions.NONE);
        sessions.meanwhile = () -> heldAtLastWalk.set(ownership.held());
        PartitionListener tick =
                new PartitionListener() {
                    @Override
                    public void taken(Partitions some, boolean clean) {
                        recovery.sweep();
                    }
                };
        ownership.take(Partitions.ALL, true, recovery, tick);

        assertThat(heldAtLastWalk.get()).isEqualTo(Partitions.ALL);
    }

    /// Sessions that let a test act during a walk.
    private static final class Walked implements ClientSessions {

        private final InMemoryClientSessions sessions = new InMemoryClientSessions();
        private int walks;
        private Runnable meanwhile = () -> {};

        @Override
        public List<ClientSession> page(@Nullable SessionKey after, int limit) {
            walks++;
            List<ClientSession> page = sessions.page(after, limit);
            meanwhile.run();
            return page;
        }

        @Override
        public Optional<ClientSession> find(SessionKey key) {
            return sessions.find(key);
        }

        @Override
        public Saved save(ClientSession session) {
            return sessions.save(session);
        }

        @Override
        public Saved take(ClientSession session) {
            return sessions.take(session);
        }

        @Override
        public CompletionStage<Void> advance(List<Advance> advances) {
            return sessions.advance(advances);
        }

        @Override
        public void forget(SessionKey key) {
            sessions.forget(key);
        }

        @Override
        public int purge(Instant seenBefore) {
            return sessions.purge(seenBefore);
        }
    }
}
