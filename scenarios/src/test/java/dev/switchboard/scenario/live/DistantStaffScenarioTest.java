package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Choice;
import dev.switchboard.application.port.in.handoff.SuperviseAgents.Chosen;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Agents are users of an organisation that another hub owns than the one with their desk.
class DistantStaffScenarioTest extends DeskStory {

    private static final int GRACE = 30;

    private OrgId org;
    private UserRef ann;
    private UserRef ben;
    private Side owner;

    @BeforeEach
    void organise() {
        owner = owner();
        org =
                IntStream.range(0, 1000)
                        .mapToObj(i -> new OrgId("org-" + i))
                        .filter(owner::has)
                        .findFirst()
                        .orElseThrow();
        ann = new UserRef(org, 1);
        ben = new UserRef(org, 2);
    }

    private TestConsole console(String name, UserRef user) {
        return new TestConsole(desk().hub.agents, name).as(user).connect();
    }

    private Viewer boss() {
        return Viewer.of(org, 99, Set.of(Role.SUPERVISOR));
    }

    private Colleague colleague(Side side) {
        return new Colleague(side.hub.presence.watch(), boss());
    }

    /// As both hubs show it.
    private String state(UserRef who) {
        String there = colleague(owner).state(who);
        assertThat(colleague(desk()).state(who)).isEqualTo(there);
        return there;
    }

    private long unread(UserRef who) {
        return colleague(owner).unread(who);
    }

    private void choosesOverThere(UserRef who, long state) {
        owner.hub
                .peers
                .forwarded(ReportPresence.class, owner.hub.presence.reports())
                .choose(boss(), who, 1, state);
        aSecondPasses();
    }

    private Held holds(TestConsole console, ConversationId chat) {
        wantsAgent(chat);
        aSecondPasses();
        return console.acceptOffer();
    }

    private void says(ConversationId chat, String text) {
        userSays(chat, text);
        aSecondPasses();
        pass(1); // views of the desk follow on its own time
    }

    @Test
    void signInAndOut() {
        TestConsole console = console("ann", ann);
        String first = state(ann);
        desk().hub.agents.views().choose(console.id, 1, 4);
        AgentReadiness chosen = desk().hub.availability.find(console.agent);
        String then = state(ann);
        console.signOut();

        assertThat(chosen).isEqualTo(new AgentReadiness(1, 4, Kind.AWAY));
        assertThat(List.of(first, then, state(ann)))
                .containsExactly("Available", "Away", "Offline");
    }

    @Test
    void areOfferedChatsByWhatIsChosenForThemElsewhere() {
        TestConsole one = console("ann", ann);
        pass(1);
        TestConsole other = console("ben", ben);
        choosesOverThere(ann, 2);

        wantsAgent(chat(0));
        aSecondPasses();

        assertThat(one.last(ConsoleEvent.AvailabilityChanged.class).availability())
                .isEqualTo(new AgentReadiness(1, 2, Kind.BUSY));
        assertThat(other.acceptOffer().conversation()).isEqualTo(chat(0));
        assertThat(one.told(ConsoleEvent.Offer.class)).isEmpty();
    }

    @Test
    void areWhatTheirSupervisorChoosesAtTheDesk() {
        TestConsole console = console("ann", ann);
        TestConsole sue = new TestConsole(desk().hub.agents, "sue").connectAsSupervisor();

        var chosen =
                desk().hub
                        .supervision
                        .agents()
                        .choose(sue.id, new Choice(console.agent.id(), "c-1", 1, 4));

        assertThat(chosen).isEqualTo(new Chosen.Done(new AgentReadiness(1, 4, Kind.AWAY)));
        assertThat(state(ann)).isEqualTo("Away");
        assertThat(console.told(ConsoleEvent.AvailabilityChanged.class))
                .contains(
                        new ConsoleEvent.AvailabilityChanged(
                                new AgentReadiness(1, 4, Kind.AWAY),
                                new ConsoleEvent.Chooser(sue.agent.id(), "sue")));
    }

    @Test
    void hearWhatIsChosenForThemLongAfterTheySignedIn() {
        TestConsole console = console("ann", ann);
        for (int second = 0; second < 120; second++) {
            pass(1);
            aSecondPasses();
        }

        choosesOverThere(ann, 2);

        assertThat(console.last(ConsoleEvent.AvailabilityChanged.class).availability().stateId())
                .isEqualTo(2);
    }

    @Test
    void areCountedWhatTheyDidNotRead() {
        TestConsole console = console("ann", ann);
        Held held = holds(console, chat(0));

        says(chat(0), "one");
        says(chat(0), "two");
        long before = unread(ann);
        desk().hub.agents.messages().read(console.id, chat(0), console.seqs().getLast());
        long after = unread(ann);
        says(chat(0), "three");
        long again = unread(ann);
        console.end(chat(0), held.lease());

        assertThat(List.of(before, after, again, unread(ann))).containsExactly(2L, 0L, 1L, 0L);
    }

    /// The owner of the organisation does not read zero out of knowing nothing.
    @Test
    void keepTheirCountsWhenTheOwnerReadsTheOrganisationAnew() {
        TestConsole console = console("ann", ann);
        holds(console, chat(0));
        says(chat(0), "one");
        network.lose(path -> path.contains("RecallAgents"));

        owner.hub.presence.partitions().taken(partition(), false);
        owner.hub.presence.partitions().recover(partition(), true);
        long unanswered = unread(ann);
        String soon = state(ann);
        network.lose(_ -> false);
        pass(2 * GRACE);

        assertThat(List.of(unanswered, unread(ann))).containsExactly(1L, 1L);
        assertThat(List.of(soon, state(ann))).containsExactly("Available", "Available");
    }

    private Partitions partition() {
        return Partitions.of(org);
    }

    @Test
    void areShownAsTheyAreThoughAReportIsLost() {
        TestConsole console = console("ann", ann);
        network.lose(path -> path.contains("ReportAttendance"));
        console.signOut();
        String before = state(ann);

        pass(5);

        assertThat(before).isEqualTo("Available");
        assertThat(state(ann)).isEqualTo("Offline");
    }

    @Test
    void areShownAsTheyAreThoughNobodyAsks() {
        network.lose(path -> path.contains("RecallAgents"));
        TestConsole console = console("ann", ann);
        desk().hub.agents.views().choose(console.id, 1, 4);

        assertThat(state(ann)).isEqualTo("Away");
        console.signOut();
        assertThat(state(ann)).isEqualTo("Offline");
    }

    @Test
    void stayWhatTheyAreWhileTheyWork() {
        console("ann", ann);

        pass(4 * GRACE);

        assertThat(state(ann)).isEqualTo("Available");
    }

    @Test
    void areRefusedWhileNobodyOwnsTheOrganisation() {
        network.lose(path -> path.contains("ReportAttendance"));
        TestConsole console = new TestConsole(desk().hub.agents, "ann").as(ann);

        assertThatThrownBy(console::connect).isInstanceOf(StoreUnavailableException.class);

        network.lose(_ -> false);
        console("ann", ann);
        assertThat(state(ann)).isEqualTo("Available");
    }

    @Test
    void goOnWhenTheHubWithTheirOrganisationEnds() {
        TestConsole console = console("ann", ann);
        desk().hub.agents.views().choose(console.id, 1, 4);
        Side desk = desk();

        network.kill(owner.member);
        owner = desk;
        String soon = state(ann);
        pass(2 * GRACE);

        assertThat(console.wasMoved()).isFalse();
        assertThat(List.of(soon, state(ann))).containsExactly("Away", "Away");
        desk().hub.agents.views().choose(console.id, 1, 2);
        assertThat(state(ann)).isEqualTo("Busy");
        console.signOut();
        assertThat(state(ann)).isEqualTo("Offline");
    }

    @Test
    void comeBackToTheNextDeskAsTheyWereAndAreGoneIfTheyDoNot() {
        TestConsole console = console("ann", ann);
        console("ben", ben);
        desk().hub.agents.views().choose(console.id, 1, 4);

        network.kill(desk().member);
        console("ann", ann);
        List<String> soon = List.of(state(ann), state(ben));
        pass(2 * GRACE);

        assertThat(soon).containsExactly("Away", "Available");
        assertThat(List.of(state(ann), state(ben))).containsExactly("Away", "Offline");
    }

    @Test
    void haveNothingUnreadOnceTheirLeasesEndedThoughTheirDeskMoved() {
        holds(console("ann", ann), chat(0));
        says(chat(0), "one");

        network.kill(desk().member);
        long kept = unread(ann);
        pass(4 * GRACE);

        assertThat(kept).isEqualTo(1);
        assertThat(unread(ann)).isZero();
    }

    @Test
    void areGoneWhenNoDeskKnowsThemForLong() {
        console("ann", ann);
        network.lose(path -> path.contains("ReportAttendance") || path.contains("RecallAgents"));

        pass(GRACE);
        String soon = state(ann);
        pass(GRACE);

        assertThat(List.of(soon, state(ann))).containsExactly("Available", "Offline");
    }
}
