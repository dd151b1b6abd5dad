package dev.switchboard.application.port.out.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [DeskAvailability].
public interface DeskAvailabilityContract extends AgentAvailabilityContract {

    @Override
    DeskAvailability availability();

    @Test
    default void beginsAnewWithThoseWhoAreForgotten() {
        availability().signIn(ANN, null);
        availability().choose(ANN, 1, 4);
        availability().signIn(FOREIGN_ANN, null);
        AgentReadiness kept = availability().choose(FOREIGN_ANN, 1, 4).orElseThrow();
        List<Agent> told = new ArrayList<>();
        availability().listen(told::add);

        availability().forget(ANN::equals);

        assertThat(told).isEmpty();
        assertThat(availability().find(ANN)).isEqualTo(AgentReadiness.OFFLINE);
        assertThat(availability().signIn(ANN, null)).isEqualTo(AgentReadiness.AVAILABLE);
        assertThat(availability().find(FOREIGN_ANN)).isEqualTo(kept);
    }
}
