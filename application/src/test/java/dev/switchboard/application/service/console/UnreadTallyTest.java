package dev.switchboard.application.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnreadTallyTest {

    private static final Agent ANN = new Agent(TenantId.DEFAULT, new AgentId("ann"));
    private static final Partitions HERS = Partitions.of(TenantId.DEFAULT);

    private final UnreadTally unread =
            new UnreadTally(new InMemoryStore().ports().history(), new MutableClock());

    /// Who is told that nothing is unread takes that for a count.
    @Test
    void isUnknownUntilTheDesksMessagesAreCounted() {
        assertThat(unread.of(ANN)).isEmpty();
        unread.completed(Partitions.ALL);
        assertThat(unread.of(ANN)).contains(Map.of());

        unread.taken(HERS);
        unread.completed(Partitions.ALL.minus(HERS));
        assertThat(unread.of(ANN)).isEmpty();

        unread.completed(Partitions.ALL);
        assertThat(unread.of(ANN)).contains(Map.of());
    }
}
