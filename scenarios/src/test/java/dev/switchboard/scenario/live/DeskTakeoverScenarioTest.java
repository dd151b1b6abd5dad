package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.HearSteps;
import dev.switchboard.application.port.in.handoff.HearSteps.Stepped;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.application.service.console.LeaseRequests;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Steps that nobody told, and hubs that end: the one with the desk, or the one with the
/// conversation.
class DeskTakeoverScenarioTest extends DeskStory {

    private ConversationId chat;
    private TestConsole ann;
    private Held held;

    @BeforeEach
    void accept() {
        chat = chat(0);
        ann = console("ann");
        wantsAgent(chat);
        held = ann.acceptOffer();
    }

    @Test
    void aStepThatWasNotToldIsSeenWithTheNextComparison() {
        network.lose(path -> path.contains("HearSteps"));
        wantsAgent(chat(1));
        assertThat(ann.told(ConsoleEvent.Offer.class)).hasSize(1);

        network.lose(_ -> false);
        aSecondPasses();

        assertThat(ann.acceptOffer().conversation()).isEqualTo(chat(1));
    }

    @Test
    void whatTheDeskAsksForIsSeenAtOnceThoughNobodyTells() {
        wantsAgent(chat(1));
        network.lose(path -> path.contains("HearSteps"));

        ann.acceptOffer();

        assertThat(ann.last(ConsoleEvent.ContextSnapshot.class).held().conversation())
                .isEqualTo(chat(1));
    }

    @Test
    void aStepThatIsToldAgainAndLateChangesNothing() {
        int told = ann.told(ConsoleEvent.class).size();
        HearSteps desks = owner().hub.peers.forwarded(HearSteps.class, _ -> {});

        for (long version = 1; version <= 3; version++) {
            desks.stepped(new Stepped(TenantId.DEFAULT, chat, version));
        }

        assertThat(ann.told(ConsoleEvent.class)).hasSize(told);
    }

    @Test
    void theEndOfTheOwnerInterruptsNoConsole() {
        userSays(chat, "one");
        aSecondPasses();
        Side ended = owner();

        network.kill(ended.member);
        userSays(chat, "two");
        aSecondPasses();

        assertThat(ann.wasMoved()).isFalse();
        assertThat(ann.say(chat, held.lease(), "m-1", "still here"))
                .isInstanceOf(SendResult.Accepted.class);
        assertThat(ann.texts())
                .filteredOn(text -> !text.contains("handoff_"))
                .containsExactly(
                        "\"one\"",
                        "\"two\"",
                        "{\"id\":\"m-1\",\"type\":\"text\",\"text\":\"still here\"}");
    }

    /// The hub with the desk has the conversation itself when it can look into the store again.
    @Test
    void aHandoffThatEndsBeforeItsConversationComesToTheDeskIsOver() {
        network.lose(path -> path.contains("HearSteps"));
        owner().hub.leave(chat);
        network.lose(_ -> false);

        world.outage.begin();
        network.kill(owner().member);
        world.outage.end();
        pass(70);
        aSecondPasses();

        assertThat(ann.last(ConsoleEvent.LeaseLost.class).lease()).isEqualTo(held.lease().id());
        assertThat(desk().hub.agents.agents().held(ann.agent)).isEmpty();
    }

    @Test
    void watchedConversationsGoOnWhenTheirOwnerChanges() {
        join();
        TestConsole sue = new TestConsole(desk().hub.agents, "sue").connectAsSupervisor();
        List<ConversationId> watched =
                IntStream.range(0, 20).mapToObj(i -> ConversationId.of("bot", "w-" + i)).toList();
        for (ConversationId each : watched) {
            userSays(each, "before");
            desk().hub.agents.views().watch(sue.id, each, 0L);
        }
        Side before = desk();

        join();
        watched.forEach(each -> userSays(each, "after"));
        aSecondPasses();
        aSecondPasses();

        assertThat(desk()).isSameAs(before);
        assertThat(sue.texts()).filteredOn("\"before\""::equals).hasSize(20);
        assertThat(sue.texts()).filteredOn("\"after\""::equals).hasSize(20);
    }

    @Test
    void theEndOfTheDeskMovesItWithAllItsLeases() {
        userSays(chat, "one");
        Side heir = owner();

        network.kill(desk().member);
        TestConsole there = new TestConsole(heir.hub.agents, "ann").connect();

        ConsoleEvent.Ready ready = there.last(ConsoleEvent.Ready.class);
        assertThat(ready.leases()).extracting(Held::conversation).containsExactly(chat);
        assertThat(ready.unread().conversations()).containsEntry(chat, 1);
        assertThat(there.say(chat, held.lease(), "m-1", "hello"))
                .isInstanceOf(SendResult.Accepted.class);
    }

    @Test
    void anAgentWhoDoesNotComeToTheNextDeskLosesTheLease() {
        network.kill(desk().member);

        pass(70);

        assertThat(handoff(chat).step().note()).isEqualTo("agent_gone");
    }

    @Test
    void aDeskStaysWhileAnAgentsPlaceIsReserved() {
        LeaseRequests requests = desk().hub.agents.requests();
        Partitions desk = Partitions.of(TenantId.DEFAULT);

        var refused =
                requests.ask(
                        ann.agent,
                        chat(1),
                        _ -> {
                            assertThat(requests.giving(desk)).isEqualTo(Progress.UNDER_WAY);
                            return DeskRefusal.GONE;
                        });

        assertThat(refused).isEqualTo(DeskRefusal.GONE);
        assertThat(requests.giving(desk)).isEqualTo(Progress.QUIET);
    }

    /// A desk that is kept after all forgets its agents, and learns again what they have.
    @Test
    void aPlaceStaysReservedWhileItsDeskIsTakenAnew() {
        Side side = desk();
        Partitions desk = Partitions.of(TenantId.DEFAULT);

        side.hub
                .agents
                .requests()
                .ask(
                        ann.agent,
                        chat(1),
                        _ -> {
                            List<PartitionListener> all = List.of(side.hub.listeners());
                            all.forEach(each -> each.lost(desk));
                            all.forEach(each -> each.taken(desk, true));
                            assertThat(side.hub.agents.agents().held(ann.agent)).contains(chat(1));
                            return DeskRefusal.GONE;
                        });

        assertThat(side.hub.agents.agents().held(ann.agent)).doesNotContain(chat(1));
    }

    @Test
    void aHubWithoutTheDeskTakesNoConsole() {
        TestConsole elsewhere = new TestConsole(owner().hub.agents, "ben");

        assertThatThrownBy(elsewhere::connect).isInstanceOf(StoreUnavailableException.class);
    }
}
