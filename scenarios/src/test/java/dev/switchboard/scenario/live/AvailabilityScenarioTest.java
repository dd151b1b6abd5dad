package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choice;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choices;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Chosen;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import org.junit.jupiter.api.Test;

/// A supervisor sets the availability of an agent.
class AvailabilityScenarioTest extends SupervisionStory {

    private static final long BUSY = 2;
    private static final long AWAY = 4;
    private static final AgentReadiness IS_BUSY = new AgentReadiness(1, BUSY, Kind.BUSY);

    private SuperviseAgents agents() {
        return hub.supervision.agents();
    }

    private Chosen chooses(TestConsole who, String id, long state) {
        return agents().choose(who.id, new Choice(ann.agent.id(), id, 1, state));
    }

    private AgentReadiness now() {
        return hub.availability.find(ann.agent);
    }

    @Test
    void isToldToTheAgentWithTheSupervisorsName() {
        assertThat(chooses(sue, "c-1", BUSY)).isEqualTo(new Chosen.Done(IS_BUSY));

        assertThat(now()).isEqualTo(IS_BUSY);
        assertThat(ann.last(ConsoleEvent.AvailabilityChanged.class))
                .isEqualTo(
                        new ConsoleEvent.AvailabilityChanged(
                                IS_BUSY, new ConsoleEvent.Chooser(sue.agent.id(), "sue")));
        assertThat(sue.told(ConsoleEvent.AvailabilityChanged.class))
                .noneMatch(it -> it.by() != null);
    }

    @Test
    void decidesAboutOffersAndLeavesConversations() {
        chooses(sue, "c-1", BUSY);

        waits("c-2");

        assertThat(ann.told(ConsoleEvent.Offer.class)).as("the one that she took").hasSize(1);
        assertThat(((Leased) handoff()).holder()).isEqualTo(ann.agent);
        chooses(sue, "c-2", 1);
        assertThat(ann.told(ConsoleEvent.Offer.class)).hasSize(2);
    }

    @Test
    void isOneOfTheAgentsOwnStates() {
        assertThat(agents().choices(sue.id, ann.agent.id()))
                .isEqualTo(
                        new Choices.Found(AgentReadiness.AVAILABLE, AvailabilityProfile.DEFAULT));

        assertThat(chooses(sue, "c-1", 77)).isEqualTo(DeskRefusal.NO_SUCH_STATE);

        assertThat(now()).isEqualTo(AgentReadiness.AVAILABLE);
    }

    @Test
    void isSetOnceHoweverOftenItIsAsked() {
        Chosen first = chooses(sue, "c-1", BUSY);
        hub.agents.views().choose(ann.id, 1, AWAY);

        assertThat(chooses(sue, "c-1", BUSY)).isEqualTo(first);
        assertThat(chooses(sue, "c-1", AWAY)).isEqualTo(DeskRefusal.ID_REUSED);

        assertThat(now().stateId()).as("what the agent chose since").isEqualTo(AWAY);
        assertThat(ann.told(ConsoleEvent.AvailabilityChanged.class))
                .filteredOn(it -> it.by() != null)
                .hasSize(1);
        assertThat(chooses(sue, "c-2", BUSY)).isEqualTo(first);
        assertThat(now()).isEqualTo(IS_BUSY);
    }

    @Test
    void isForSupervisorsOfTheTenantAndAnAgentWhoIsThere() {
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        TestConsole eve =
                new TestConsole(hub.agents, new TenantId("elektra"), "eve").connectAsSupervisor();

        assertThat(chooses(ben, "c-1", BUSY)).isEqualTo(DeskRefusal.FORBIDDEN);
        assertThat(agents().choices(ben.id, ann.agent.id())).isEqualTo(DeskRefusal.FORBIDDEN);
        assertThat(chooses(eve, "c-1", BUSY)).isEqualTo(DeskRefusal.NOT_FOUND);
        assertThat(agents().choices(eve.id, ann.agent.id())).isEqualTo(DeskRefusal.NOT_FOUND);
        assertThat(agents().choose(sue.id, new Choice(new AgentId("nobody"), "c-1", 1, BUSY)))
                .isEqualTo(DeskRefusal.NOT_FOUND);
        ben.signOut();
        assertThat(agents().choose(sue.id, new Choice(ben.agent.id(), "c-2", 1, BUSY)))
                .isEqualTo(DeskRefusal.NOT_FOUND);

        assertThat(now()).isEqualTo(AgentReadiness.AVAILABLE);
    }

    @Test
    void isNotAllThatASupervisorSees() {
        assertThat(hub.agents.views().watch(sue.id, held.conversation(), null))
                .isInstanceOfSatisfying(
                        Watching.Begun.class,
                        begun ->
                                assertThat(begun.customer())
                                        .as("whom the agent knows, too")
                                        .isEqualTo(handoff().details().customer()));
    }
}
