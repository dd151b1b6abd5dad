package dev.switchboard.application.service.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.handoff.AttachConsoles;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Leaving;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.Offered;
import dev.switchboard.domain.session.SessionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The consoles of a hub, told to the desks at others.
class ConsoleAttachmentsTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId ZOO = new TenantId("zoo");

    private final MutableClock clock = new MutableClock();
    private final List<Runnable> work = new ArrayList<>();
    private final Desks desks = new Desks();
    private final List<ClientId> moved = new ArrayList<>();
    private final FakePartitionOwnership ownership = new FakePartitionOwnership();
    private final ConsoleAttachments attachments =
            new ConsoleAttachments(
                    new NoDesk(),
                    desks,
                    new AttachedConsoles(),
                    ownership,
                    () -> Optional.of(new HubId("here")),
                    new Later(new FakeTimer(clock), work::add, clock));

    @BeforeEach
    void connect() {
        ownership.lose(Partitions.ALL);
        connect(ACME);
        connect(ZOO);
    }

    private void connect(TenantId tenant) {
        ClientId id = new ClientId("console-of-" + tenant.value());
        attachments.arrive(
                new Arrival(
                        id,
                        new Agent(tenant, new AgentId("ann")),
                        false,
                        null,
                        null,
                        null,
                        Map.of(),
                        new Line(id)));
    }

    private void work() {
        List<Runnable> due = List.copyOf(work);
        work.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void areToldToEachDeskByItself() {
        attachments.look();
        assertThat(work).hasSize(2);
        assertThat(desks.called).isEmpty();

        work.getFirst().run();
        assertThat(desks.called).hasSize(1);
        work.getLast().run();
        assertThat(desks.called).containsExactlyInAnyOrder(ACME, ZOO);
    }

    @Test
    void areToldOnceWhileADeskDoesNotAnswer() {
        attachments.look();
        Runnable slow = work.removeFirst();
        work();
        TenantId quick = desks.called.getFirst();

        attachments.look();
        work();
        assertThat(desks.called).containsExactly(quick, quick);

        slow.run();
        attachments.look();
        work();
        assertThat(desks.called).hasSize(5).contains(ACME, ZOO);
    }

    @Test
    void areToldAgainAfterAFailure() {
        desks.away = true;
        attachments.look();
        work();
        desks.away = false;

        attachments.look();
        work();

        assertThat(desks.called).containsExactlyInAnyOrder(ACME, ZOO);
    }

    @Test
    void connectAgainIfTheirDeskDoesNotKnowThem() {
        desks.forgets = true;

        attachments.look();
        work();

        assertThat(moved).hasSize(2);
    }

    private static final class Desks implements AttachConsoles {

        private final List<TenantId> called = new ArrayList<>();
        private boolean away;
        private boolean forgets;

        @Override
        public Arrived arrive(Attachment attachment) {
            return Arrived.DONE;
        }

        @Override
        public void drained(DistantConsole console) {}

        @Override
        public void leave(DistantConsole console, Leaving leaving) {}

        @Override
        public List<DistantConsole> call(Roll roll) {
            if (away) {
                throw new StoreUnavailableException("away");
            }
            called.add(roll.tenant());
            return forgets ? roll.consoles() : List.of();
        }
    }

    private final class Line implements ConsoleLine {

        private final ClientId id;

        Line(ClientId id) {
            this.id = id;
        }

        @Override
        public Offered push(Message message) {
            return Offered.QUEUED;
        }

        @Override
        public void tell(ConsoleEvent event) {}

        @Override
        public void replaced() {}

        @Override
        public void moved() {
            moved.add(id);
        }
    }

    /// This hub has no desk.
    private static final class NoDesk implements ServeConsoles {

        @Override
        public Optional<ClientSession> recall(SessionKey key, Agent agent) {
            return Optional.empty();
        }

        @Override
        public boolean hasRoom(Agent agent) {
            return false;
        }

        @Override
        public Arrived arrive(Arrival arrival) {
            throw new AssertionError("There is no desk here");
        }

        @Override
        public void drained(ClientId console) {}

        @Override
        public void leave(ClientId console, ConsoleLine line, Leaving leaving) {}
    }
}
