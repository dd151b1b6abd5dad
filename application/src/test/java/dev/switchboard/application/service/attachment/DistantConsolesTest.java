package dev.switchboard.application.service.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.handoff.AttachConsoles.Attachment;
import dev.switchboard.application.port.in.handoff.AttachConsoles.DistantConsole;
import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.TellConsoles.Taken;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistantConsolesTest {

    private static final DistantConsole ANN =
            new DistantConsole(
                    new HubId("far"),
                    1,
                    new ClientId("console-1"),
                    new Agent(TenantId.DEFAULT, new AgentId("ann")));

    private final MutableClock clock = new MutableClock();
    private final Desk desk = new Desk();
    private final DistantConsoles consoles =
            new DistantConsoles(
                    desk,
                    parcel -> new Taken(parcel.items().size(), true),
                    new Later(new FakeTimer(clock), Runnable::run, clock),
                    clock);

    /// A desk that takes its time.
    private static final class Desk implements ServeConsoles {

        private final Set<ConsoleLine> present = new HashSet<>();
        private Runnable whileItReads = () -> {};

        @Override
        public Optional<ClientSession> recall(SessionKey key, Agent agent) {
            return Optional.empty();
        }

        @Override
        public boolean hasRoom(Agent agent) {
            return true;
        }

        @Override
        public Arrived arrive(Arrival arrival) {
            whileItReads.run();
            present.add(arrival.line());
            return Arrived.DONE;
        }

        @Override
        public void drained(ClientId console) {}

        @Override
        public void leave(ClientId console, ConsoleLine line, Leaving leaving) {
            present.remove(line);
        }
    }

    private void arrive() {
        var _ = consoles.arrive(new Attachment(ANN, false, null, null, null, Map.of()));
    }

    @Test
    void stayUntilTheyLeave() {
        arrive();
        assertThat(desk.present).hasSize(1);

        consoles.leave(ANN, ServeConsoles.Leaving.FOR_GOOD);

        assertThat(desk.present).isEmpty();
    }

    @Test
    void doNotStayIfTheyLeftWhileTheyArrived() {
        desk.whileItReads = () -> consoles.leave(ANN, ServeConsoles.Leaving.PUT_OUT);

        arrive();

        assertThat(desk.present).isEmpty();
    }
}
