package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Prioritised;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs.Ranking;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A supervisor says which customers come first: in their queue, and among all who are offered.
class PriorityScenarioTest extends SupervisionStory {

    private final List<Handoff> queue = new ArrayList<>();

    /// While nobody is there to take them.
    @BeforeEach
    void threeWait() {
        hub.agents.views().choose(ann.id, 1, 2);
        for (int i = 0; i < 3; i++) {
            queue.add(waits("wait-" + i));
            world.clock.advance(Duration.ofSeconds(1));
        }
    }

    private static Ranking ranking(Handoff seen, String id, Priority priority) {
        return new Ranking(seen.id(), seen.version(), id, "rank " + priority, priority);
    }

    private Prioritised ranks(TestConsole who, Handoff seen, String id, Priority priority) {
        return handoffs(hub).prioritise(who.id, ranking(seen, id, priority));
    }

    private Queued now(int index) {
        return (Queued) handoff(queue.get(index).conversation());
    }

    private static List<HandoffId> order(TestConsole console) {
        return console.told(ConsoleEvent.QueueSnapshot.class).stream()
                .flatMap(snapshot -> snapshot.items().stream())
                .map(Handoff::id)
                .toList();
    }

    private List<HandoffId> ids(int... order) {
        List<HandoffId> ids = new ArrayList<>();
        for (int index : order) {
            ids.add(queue.get(index).id());
        }
        return ids;
    }

    @Test
    void putsTheUrgentBeforeTheHighBeforeTheUsual() {
        Prioritised high = ranks(sue, queue.get(2), "p-1", Priority.HIGH);
        Prioritised urgent = ranks(sue, queue.get(1), "p-2", Priority.URGENT);

        assertThat(List.of(high, urgent)).containsOnly(new Prioritised.Done(2));
        TestConsole ben = new TestConsole(hub.agents, "ben");
        ben.connect();
        assertThat(order(ben)).isEqualTo(ids(1, 2, 0));
        assertThat(ben.told(ConsoleEvent.Offer.class))
                .extracting(offer -> offer.handoff().id())
                .isEqualTo(ids(1, 2));
    }

    @Test
    void showsSinceWhenTheOldestWaitsHoweverManyGoFirst() {
        for (int i = 0; i < 200; i++) {
            ranks(sue, waits("later-" + i), "p-" + i, Priority.HIGH);
        }

        TestConsole ben = new TestConsole(hub.agents, "ben").connect();

        assertThat(ben.told(ConsoleEvent.QueueSnapshot.class))
                .filteredOn(snapshot -> !snapshot.items().isEmpty())
                .singleElement()
                .satisfies(snapshot -> {
                    assertThat(snapshot.items()).hasSize(200);
                    assertThat(snapshot.oldestSince()).isEqualTo(now(0).place().since());
                });
    }

    @Test
    void putsTheUrgentOfOneQueueBeforeTheUsualOfAnother() {
        handoffs(hub)
                .assign(
                        sue.id,
                        directive(queue.get(2), "a-1", ""),
                        new Destination.ToQueue(LiveHub.SALES));
        ranks(sue, now(2), "p-1", Priority.HIGH);

        TestConsole ben = new TestConsole(hub.agents, "ben").connect();

        assertThat(ben.told(ConsoleEvent.Offer.class))
                .extracting(offer -> offer.handoff().id())
                .isEqualTo(ids(2, 0));
    }

    @Test
    void staysWithTheCustomerWhomAnAgentLost() {
        ranks(sue, queue.get(2), "p-1", Priority.URGENT);
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        var first = ben.told(ConsoleEvent.Offer.class).getFirst().handoff();
        var lost = done(ben.accept(first.id(), first.version()));
        hub.agents.views().choose(ben.id, 1, 2);

        ben.transfer(lost.conversation(), lost.lease(), new Destination.ToQueue(LiveHub.SALES), "");
        ann.transfer(BOT_CHAT, held.lease(), new Destination.ToQueue(LiveHub.SALES), "");
        TestConsole cid = new TestConsole(hub.agents, "cid").connect();

        assertThat(cid.told(ConsoleEvent.Offer.class).getFirst().handoff().id())
                .isEqualTo(queue.get(2).id());
    }

    @Test
    void keepsTheOfferThatStands() {
        TestConsole ben = new TestConsole(hub.agents, "ben").connect();
        ConsoleEvent.Offer before = ben.told(ConsoleEvent.Offer.class).getFirst();

        ranks(sue, before.handoff(), "p-1", Priority.URGENT);

        assertThat(ben.told(ConsoleEvent.Revoked.class)).isEmpty();
        ConsoleEvent.Offer offer = ben.offer();
        assertThat(offer.handoff().version()).isEqualTo(before.handoff().version() + 1);
        assertThat(offer.handoff().deadline()).isEqualTo(before.handoff().deadline());
        assertThat(ben.accept(before.handoff().id(), before.handoff().version()))
                .isEqualTo(DeskRefusal.CHANGED);
        ben.acceptOffer();
    }

    @Test
    void happensOnceForAnIdAndIsSaidToAgentsAlone() {
        Prioritised first = ranks(sue, queue.get(1), "p-1", Priority.URGENT);
        ranks(sue, now(1), "p-2", Priority.USUAL);

        assertThat(ranks(sue, queue.get(1), "p-1", Priority.URGENT)).isEqualTo(first);
        assertThat(ranks(sue, queue.get(1), "p-1", Priority.HIGH)).isEqualTo(DeskRefusal.ID_REUSED);
        assertThat(ranks(sue, queue.get(1), "p-3", Priority.HIGH)).isEqualTo(DeskRefusal.CHANGED);
        assertThat(now(1).details().priority()).isEqualTo(Priority.USUAL);
        assertThat(ranks(sue, now(1), "p-4", Priority.USUAL)).isEqualTo(new Prioritised.Done(3));
        assertThat(now(1).version()).isEqualTo(3);
        assertThat(world.store.history().messages(now(1).conversation(), 0, 100))
                .filteredOn(
                        it -> TestConsole.everything(it.message()).contains("handoff_prioritised"))
                .hasSize(2)
                .allSatisfy(it -> {
                    assertThat(it.message().content().isForAgents()).isTrue();
                    assertThat(TestConsole.everything(it.message()))
                            .contains("\"by\":\"sue\"", "\"priority\":");
                });
    }

    @Test
    void isForSupervisorsOfTheTenantAndForWhoWaits() {
        TestConsole eve =
                new TestConsole(hub.agents, new TenantId("elektra"), "eve").connectAsSupervisor();

        assertThat(ranks(ann, queue.get(1), "p-1", Priority.HIGH)).isEqualTo(DeskRefusal.FORBIDDEN);
        assertThat(ranks(eve, queue.get(1), "p-1", Priority.HIGH)).isEqualTo(DeskRefusal.GONE);
        assertThat(ranks(sue, held.handoff(), "p-1", Priority.HIGH)).isEqualTo(DeskRefusal.GONE);
        ann.end(BOT_CHAT, held.lease());
        assertThat(ranks(sue, held.handoff(), "p-1", Priority.HIGH)).isEqualTo(DeskRefusal.GONE);
        assertThat(now(1).version()).isEqualTo(1);
    }

    @Test
    void survivesACrash() {
        ranks(sue, queue.get(2), "p-1", Priority.HIGH);
        world.journal.appendsLate();
        assertThatThrownBy(() -> ranks(sue, queue.get(1), "p-2", Priority.URGENT))
                .isInstanceOf(StoreUnavailableException.class);

        LiveHub next = hub.crash();
        TestConsole back = new TestConsole(next.agents, "sue");
        back.connectAsSupervisor();

        assertThat(order(back)).isEqualTo(ids(1, 2, 0));
        assertThat(
                        handoffs(next)
                                .prioritise(back.id, ranking(queue.get(1), "p-2", Priority.URGENT)))
                .isEqualTo(new Prioritised.Done(2));
        assertThat(back.told(ConsoleEvent.Offer.class))
                .extracting(offer -> offer.handoff().id())
                .isEqualTo(ids(1, 2));
        assertThat(world.store.history().messages(queue.get(1).conversation(), 0, 100))
                .filteredOn(it -> TestConsole.everything(it.message()).contains("prioritised"))
                .hasSize(1);
    }
}
