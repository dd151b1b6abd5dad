package dev.switchboard.application.port.out.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.UserRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [AgentAvailability]: what was last chosen comes back with the next sign-in.
public interface AgentAvailabilityContract {
    Agent ANN = new Agent(TenantId.DEFAULT, new AgentId("ann"));
    Agent FOREIGN_ANN = new Agent(new TenantId("other"), new AgentId("ann"));

    /// The same one throughout a test, knowing nobody when it began.
    AgentAvailability availability();

    /// Who the agent is in an organisation.
    default @Nullable UserRef user() {
        return null;
    }

    @Test
    default void takesNobodyForAvailableWhoNeverCame() {
        assertThat(availability().find(ANN)).isEqualTo(AgentReadiness.OFFLINE);
    }

    @Test
    default void isAvailableAfterTheFirstSignIn() {
        assertThat(availability().signIn(ANN, user())).isEqualTo(AgentReadiness.AVAILABLE);

        assertThat(availability().find(ANN)).isEqualTo(AgentReadiness.AVAILABLE);
        assertThat(availability().find(FOREIGN_ANN)).isEqualTo(AgentReadiness.OFFLINE);
    }

    @Test
    default void remembersWhatWasChosenOverASignOut() {
        availability().signIn(ANN, user());
        AgentReadiness chosen = availability().choose(ANN, 1, 4).orElseThrow();
        availability().signOut(ANN);

        assertThat(availability().find(ANN)).isEqualTo(AgentReadiness.OFFLINE);
        assertThat(availability().signIn(ANN, user())).isEqualTo(chosen);
        assertThat(chosen.takesChats()).isFalse();
    }

    @Test
    default void refusesAStateThatIsNotThere() {
        availability().signIn(ANN, user());

        assertThat(availability().choose(ANN, 1, 99)).isEmpty();
        assertThat(availability().choose(ANN, 77, 1)).isEmpty();

        assertThat(availability().find(ANN)).isEqualTo(AgentReadiness.AVAILABLE);
    }

    @Test
    default void offersStatesThatMayBeChosen() {
        availability().signIn(ANN, user());

        AvailabilityProfile choices = availability().choices(ANN);
        long chosen = choices.states().getLast().number();

        assertThat(availability().choose(ANN, choices.number(), chosen)).isPresent();
        assertThat(availability().name(ANN)).isNotBlank();
    }

    @Test
    default void tellsOfEachChangeAndOfNothingElse() {
        List<AgentReadiness> heard = new ArrayList<>();
        availability().listen(agent -> heard.add(availability().find(agent)));

        availability().signIn(ANN, user());
        availability().signIn(ANN, user());
        availability().choose(ANN, 1, 2);
        availability().signOut(ANN);
        availability().signOut(ANN);

        assertThat(heard)
                .extracting(AgentReadiness::stateId)
                .containsExactly(
                        AgentReadiness.AVAILABLE.stateId(), 2L, AgentReadiness.OFFLINE.stateId());
    }
}
