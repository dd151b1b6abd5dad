package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.figures.ReadFigures.Counted;
import dev.switchboard.application.port.in.figures.ReadFigures.FigureQuery;
import dev.switchboard.application.port.in.figures.ReadFigures.Line;
import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Supervisors are told what happened, from the steps that were taken.
class FigureScenarioTest extends LiveStory {

    private static final LabelId SOLVED = new LabelId("solved");

    private final Instant began = world.clock.instant();
    private final TestConsole ann = new TestConsole(hub.agents, "ann").connect();

    @BeforeEach
    void agentsNameOutcomesAndQueuesHaveGoals() {
        world.labels.save(
                new LabelList(
                        TenantId.DEFAULT,
                        LabelList.Kind.OUTCOMES,
                        1,
                        false,
                        List.of(new Label(SOLVED, "Solved", null, false))));
        world.goals.save(
                new QueueGoals(
                        TenantId.DEFAULT, QueueId.DEFAULT, 1, Duration.ofSeconds(30), null, null));
    }

    private ConversationId wantsAgent(LiveHub at, String name) {
        ConversationId chat = ConversationId.of("bot", name);
        Customer customer = new Customer("c", "", Customer.NOTHING_ELSE);
        at.handoffs.requests().ask(RequestAgent.AgentRequest.ofClient(chat, customer, "test"));
        return chat;
    }

    private void pass(int seconds) {
        world.clock.advance(Duration.ofSeconds(seconds));
    }

    private FigureQuery today() {
        return new FigureQuery(
                began, began.plus(Duration.ofDays(1)), null, ZoneOffset.UTC, null, null);
    }

    private static Map<String, Figures> named(Counted counted) {
        return ((Counted.Done) counted)
                .lines().stream().collect(Collectors.toMap(Line::name, Line::figures));
    }

    private Map<String, Figures> queues(LiveHub at) {
        return named(at.figures.figures().queues(TenantId.DEFAULT, today()));
    }

    private Map<String, Figures> agents(LiveHub at) {
        return named(at.figures.figures().agents(TenantId.DEFAULT, today()));
    }

    private Figures queue(LiveHub at, String name) {
        return queues(at).getOrDefault(name, Figures.NONE);
    }

    private Figures agent(LiveHub at, String name) {
        return agents(at).getOrDefault(name, Figures.NONE);
    }

    @Test
    void tellsWhatHappenedAtQueuesAndWithAgents() {
        ConversationId first = wantsAgent(hub, "first");
        pass(20);
        var held = ann.acceptOffer();
        pass(100);
        ann.end(first, held.lease(), "end-1", SOLVED);
        ConversationId second = wantsAgent(hub, "second");
        var offer = ann.offer().handoff();
        hub.agents.acceptance().decline(ann.id, offer.id(), offer.version(), "busy");
        pass(45);
        hub.leave(second);
        ConversationId third = wantsAgent(hub, "third");
        pass(31);
        hub.sweepHandoffs();
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        var taken = ben.acceptOffer();
        pass(5);
        ben.transfer(third, taken.lease(), new Destination.ToQueue(LiveHub.SALES), "");

        Figures usual = queue(hub, "default");
        assertThat(usual.counts())
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry(Count.ASKED, 3),
                                Map.entry(Count.ANSWERED, 2),
                                Map.entry(Count.IN_TIME, 1),
                                Map.entry(Count.LATE, 1),
                                Map.entry(Count.ABANDONED, 1),
                                Map.entry(Count.DECLINED, 1),
                                Map.entry(Count.MISSED, 1),
                                Map.entry(Count.ENDED, 1),
                                Map.entry(Count.TRANSFERRED, 1)));
        assertThat(usual.answers().half()).hasSeconds(20);
        assertThat(usual.answers().most()).hasSeconds(31);
        assertThat(usual.outcomes()).isEqualTo(Map.of(SOLVED, 1));
        assertThat(queue(hub, "sales").counts()).isEqualTo(Map.of(Count.ASKED, 1));
        assertThat(agent(hub, "ann").counts())
                .isEqualTo(
                        Map.of(
                                Count.ACCEPTED,
                                1,
                                Count.DECLINED,
                                1,
                                Count.MISSED,
                                1,
                                Count.ENDED,
                                1));
        assertThat(agent(hub, "ann").handling().half()).hasSeconds(100);
        assertThat(agent(hub, "ben").counts())
                .isEqualTo(Map.of(Count.ACCEPTED, 1, Count.TRANSFERRED, 1));
        assertThat(named(hub.figures.figures().queues(new TenantId("elektra"), today()))).isEmpty();
    }

    @Test
    void isTheSameAfterACrashBetweenAStepAndItsRecord() {
        wantsAgent(hub, "first");
        pass(20);
        world.uncounted.begin();
        assertThatThrownBy(ann::acceptOffer).isInstanceOf(StoreUnavailableException.class);

        LiveHub next = hub.crash();
        world.uncounted.end();
        next.sweepHandoffs();

        assertThat(queue(next, "default").counts())
                .isEqualTo(Map.of(Count.ASKED, 1, Count.ANSWERED, 1, Count.IN_TIME, 1));
        assertThat(agent(next, "ann").counts()).isEqualTo(Map.of(Count.ACCEPTED, 1));
    }

    @Test
    void countsAnEndThatACrashInterrupted() {
        ConversationId first = wantsAgent(hub, "first");
        var held = ann.acceptOffer();
        pass(100);
        world.uncounted.begin();
        assertThatThrownBy(() -> ann.end(first, held.lease(), "end-1", SOLVED))
                .isInstanceOf(StoreUnavailableException.class);

        LiveHub next = hub.crash();
        world.uncounted.end();
        next.sweepHandoffs();

        assertThat(agent(next, "ann").handling().half()).hasSeconds(100);
        assertThat(agent(next, "ann").outcomes()).isEqualTo(Map.of(SOLVED, 1));
    }

    @Test
    void countsEachStepOnceHoweverOftenAHubStarts() {
        wantsAgent(hub, "first");
        ann.acceptOffer();

        LiveHub next = hub.crash().crash();

        assertThat(queues(next)).isEqualTo(queues(hub));
        assertThat(queue(next, "default").of(Count.ANSWERED)).isEqualTo(1);
    }

    @Test
    void forgetsStepsThatAreTooOld() {
        wantsAgent(hub, "first");
        pass(60);

        hub.figures.forgetOldSteps();
        assertThat(queues(hub)).isNotEmpty();
        world.clock.advance(Duration.ofDays(400));
        hub.figures.forgetOldSteps();

        assertThat(queues(hub)).isEmpty();
    }
}
